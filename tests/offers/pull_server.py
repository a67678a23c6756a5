"""A server on the loopback that answers like the API of France Travail: token, filters, pages, caps, and faults."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any, NamedTuple, cast
from urllib.parse import parse_qs, urlsplit

from tests.offers.made import record

CLIENT, SECRET = "client-of-tests", "s3cret-of-tests"


class Fault(StrEnum):
    """What can happen instead of an answer, once."""

    BUSY = "429"
    BROKEN = "500"
    CUT = "cut"
    NO_JSON = "no json"
    EXPIRED = "expired token"
    MOVED = "redirected"


class Held(NamedTuple):
    """An offer of the server: where it is, as precisely as its employer said, and when it was created."""

    record: dict[str, Any]
    created: datetime
    region: str | None
    departement: str | None = None
    commune: str | None = None


@dataclass
class Api:
    """What the server holds, how it behaves, and what it was asked. `before` is answered first, as it is.

    The search number `stop_at` says that it is `reached`, and is answered once told to `go_on`.
    """

    offers: list[Held] = field(default_factory=list)
    cap: int = 3150
    page: int = 150
    faults: list[Fault | None] = field(default_factory=list)
    retry_after: str = "0"
    token_seconds: float = 1499
    stop_at: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    before: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""
    tokens: list[str] = field(default_factory=list)
    searches: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """The settings of who pulls from here."""
        return {
            "CLICNJOB_PULL_CLIENT_ID": CLIENT,
            "CLICNJOB_PULL_CLIENT_SECRET": SECRET,
            "CLICNJOB_PULL_TOKEN_URL": f"{self.url}/token?realm=%2Fpartenaire",
            "CLICNJOB_PULL_URL": f"{self.url}/search",
            "CLICNJOB_PULL_CAP": str(self.cap),
            "CLICNJOB_PULL_PAGE": str(self.page),
        }

    def found(self, asked: dict[str, str]) -> list[Held]:
        """The offers of a query, the newest first."""
        kept = [one for one in self.offers if _is_there(one, asked) and _is_then(one, asked)]
        return sorted(kept, key=lambda one: (one.created, one.record["id"]), reverse=True)


def _is_there(one: Held, asked: dict[str, str]) -> bool:
    return all(getattr(one, place) == asked[place] for place in ("region", "departement", "commune") if place in asked)


def _is_then(one: Held, asked: dict[str, str]) -> bool:
    if "minCreationDate" not in asked:
        return True
    first, last = (datetime.fromisoformat(asked[name]) for name in ("minCreationDate", "maxCreationDate"))
    return first <= one.created <= last


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    api: Api

    def handle_error(self, *_: object) -> None:
        """Who asked is gone: nobody to tell."""


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def api(self) -> Api:
        return cast(_Server, self.server).api

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if (form["client_id"], form["client_secret"], form["grant_type"]) != (
            [CLIENT],
            [SECRET],
            ["client_credentials"],
        ):
            return self._answer(401, {"error": "invalid_client"})
        self.api.tokens.append(f"bearer-{len(self.api.tokens)}")
        return self._answer(200, {"access_token": self.api.tokens[-1], "expires_in": self.api.token_seconds})

    def do_GET(self) -> None:
        self.api.moments.append(monotonic())
        if len(self.api.moments) == self.api.stop_at:
            self.api.reached.set()
            self.api.go_on.wait(60)
        fault = self.api.faults.pop(0) if self.api.faults else None
        if fault:
            return self._fail(fault)
        if self.headers["Authorization"] != f"Bearer {self.api.tokens[-1]}":
            return self._answer(401, {"message": "token"})
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.api.searches.append(asked)
        return self._write(*self.api.before.pop(0)) if self.api.before else self._search(asked)

    def _search(self, asked: dict[str, str]) -> None:
        first, last = (int(part) for part in asked["range"].split("-"))
        if last >= self.api.cap or not 0 <= last - first < self.api.page:
            return self._answer(400, {"message": "La plage demandée est trop grande."})
        found = self.api.found(asked)
        given = [one.record for one in found[first : last + 1]]
        if not given:
            return self._answer(204, None)
        span = f"offres {first}-{first + len(given) - 1}/{len(found)}"
        return self._answer(200 if len(given) == len(found) else 206, {"resultats": given}, {"Content-Range": span})

    def _fail(self, fault: Fault) -> None:
        if fault is Fault.EXPIRED:
            self.api.tokens.append("none")
            return self._answer(401, {"message": "expired"})
        if fault is Fault.BUSY:
            return self._answer(429, None, {"Retry-After": self.api.retry_after})
        if fault is Fault.MOVED:
            return self._answer(302, None, {"Location": f"{self.api.url}/elsewhere"})
        if fault is Fault.BROKEN:
            return self._answer(500, {"message": "oups"})
        return self._cut_short(b'{"resultats": [{"id": "1', whole=fault is Fault.NO_JSON)

    def _cut_short(self, body: bytes, *, whole: bool) -> None:
        self.send_response(206)
        self.send_header("Content-Length", str(len(body) + (0 if whole else 1000)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def _answer(self, status: int, content: object, headers: dict[str, str] | None = None) -> None:
        self._write(status, headers or {}, b"" if content is None else json.dumps(content, ensure_ascii=False).encode())

    def _write(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.api.statuses.append(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running(**values: Any) -> Iterator[Api]:
    """A server that answers for the length of the block."""
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.api = Api(url=f"http://127.0.0.1:{server.server_address[1]}", **values)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.api
        finally:
            server.shutdown()
            thread.join()


def held(number: int, created: datetime, **where: Any) -> Held:
    """A small offer, for pulls that are not imported."""
    return Held({"id": f"{number:07d}", "intitule": "Serveur"}, created, **{"region": "84", **where})


def second(number: float) -> datetime:
    """So many seconds into the 2nd of November."""
    return datetime.fromtimestamp(1_793_577_600 + number, UTC)


def whole(number: int, **changes: Any) -> Held:
    """An offer that an import keeps: in Privas when nothing else is said."""
    fields = record(number, **changes)
    created = datetime.fromisoformat(fields["dateCreation"])
    return Held(fields, created, "84", "07", "07186")
