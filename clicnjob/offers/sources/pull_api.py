"""The API « Offres d'emploi v2 » of France Travail: who asks, one page, and patience when it is busy or away."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from types import TracebackType
from urllib.parse import urlsplit

import httpx
import msgspec
import stamina

from clicnjob import clock
from clicnjob.offers.errors import PullAway, PullDenied, PullNotPublic, PullRefused, PullTooLong
from clicnjob.offers.sources.pull_journal import identifier
from clicnjob.offers.sources.pull_queries import Query
from config import LOOPBACK, PullSettings

TIMEOUT_SECONDS = 30.0
LONGEST = timedelta(hours=3)
MOST_REQUESTS = 20_000
MOST_BYTES = 50_000_000
ATTEMPTS = 8
WAITS = {"wait_initial": 0.5, "wait_max": 60.0, "wait_jitter": 2.0}
# A token is renewed a little before it ends.
MARGIN_SECONDS = 30.0
DENIALS = 3
# Its own lines would go to the standard output, where the answer of a command is.
stamina.instrumentation.set_on_retry_hooks([])
_TOTAL = re.compile(r"/\s*(\d+)\s*$")


@dataclass(frozen=True, slots=True)
class Answer:
    """How many offers the query holds, and those of this page by identifier, as the API wrote them."""

    total: int
    offers: dict[str, bytes]


class Busy(Exception):
    """The API asks to come back: after `seconds` when it says so."""

    def __init__(self, status: int, seconds: float | None = None) -> None:
        super().__init__(f"status {status}")
        self.seconds = seconds


class Broken(Exception):
    """The answer is not what it should be: cut, or no JSON."""


class _Page(msgspec.Struct):
    resultats: list[msgspec.Raw] = []


class _Token(msgspec.Struct):
    access_token: str
    expires_in: float = 0.0


class Api:
    """One pull's connection. `requests` counts what was asked; at most MOST_REQUESTS, within LONGEST.

    Only the addresses of the settings are asked, redirections are refused, and nothing secret is in an address.
    """

    def __init__(self, settings: PullSettings, longest: timedelta = LONGEST) -> None:
        self.requests = 0
        self._settings = settings
        self._deadline = monotonic() + longest.total_seconds()
        self._bearer = ""
        self._bearer_ends = 0.0
        self._denials = 0
        for url in (settings.token_url, settings.url):
            _check_public(url)
        local = urlsplit(settings.url).hostname in LOOPBACK
        self._client = httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False, trust_env=not local)

    def __enter__(self) -> Api:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, query: Query, first: int, last: int) -> Answer:
        """The offers of a query from rank `first` to `last`, 0 being the first.

        Tried again, with growing pauses, when the API is busy or cut. Raises PullAway, PullDenied, PullRefused,
        PullTooLong.
        """
        url = httpx.URL(self._settings.url).copy_merge_params({**query.parameters, "range": f"{first}-{last}"})
        try:
            for attempt in stamina.retry_context(on=pause_after, attempts=ATTEMPTS, timeout=None, **WAITS):
                with attempt:
                    return self._page(url)
        except (Busy, Broken, httpx.TransportError) as error:
            raise PullAway(why=_why(error)) from None
        raise AssertionError("unreachable")

    def _page(self, url: httpx.URL) -> Answer:
        request = self._client.build_request("GET", url, headers={"Authorization": f"Bearer {self._token()}"})
        status, headers, body = self._send(request)
        if status == httpx.codes.UNAUTHORIZED:
            self._forget_token()
        if status == httpx.codes.NO_CONTENT:
            return Answer(0, {})
        if status not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
            raise PullRefused(status=status)
        self._denials = 0
        return _answer(headers.get("Content-Range", ""), body)

    def _token(self) -> str:
        if monotonic() < self._bearer_ends:
            return self._bearer
        form = {
            "grant_type": "client_credentials",
            "client_id": self._settings.client_id,
            "client_secret": self._settings.client_secret,
            "scope": self._settings.scope,
        }
        status, _, body = self._send(self._client.build_request("POST", self._settings.token_url, data=form))
        if status != httpx.codes.OK:
            raise PullDenied
        try:
            token = msgspec.json.decode(body, type=_Token)
        except msgspec.MsgspecError:
            raise Broken("no token") from None
        self._bearer = token.access_token
        self._bearer_ends = monotonic() + max(token.expires_in - MARGIN_SECONDS, 0.0)
        return self._bearer

    def _forget_token(self) -> None:
        """The token is no longer taken: ask for another one, not for ever."""
        self._bearer_ends = 0.0
        self._denials += 1
        if self._denials >= DENIALS:
            raise PullDenied
        raise Busy(httpx.codes.UNAUTHORIZED, 0.0)

    def _send(self, request: httpx.Request) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body of one request. Raises Busy when it is worth coming back."""
        if self.requests >= MOST_REQUESTS:
            raise PullTooLong
        self._check_deadline()
        self.requests += 1
        response = self._client.send(request, stream=True)
        try:
            if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
                raise Busy(response.status_code, self._bounded(retry_after(response.headers.get("Retry-After", ""))))
            return response.status_code, response.headers, self._body(response)
        finally:
            response.close()

    def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            self._check_deadline()
            if len(body) > MOST_BYTES:
                raise PullRefused(status=response.status_code)
        return bytes(body)

    def _check_deadline(self) -> None:
        if monotonic() > self._deadline:
            raise PullTooLong

    def _bounded(self, seconds: float | None) -> float | None:
        """How long to wait. A pause that would end after the pull is not begun."""
        if seconds is not None and monotonic() + seconds > self._deadline:
            raise PullTooLong
        return seconds


def pause_after(error: Exception) -> bool | float:
    """Whether to try again after this error: never, after the pause the API asks for, or after a growing one."""
    if isinstance(error, Busy):
        return True if error.seconds is None else error.seconds
    return isinstance(error, Broken | httpx.TransportError)


def retry_after(value: str) -> float | None:
    """The seconds that a Retry-After header asks to wait (a number, or a date); None when it cannot be read."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max((parsedate_to_datetime(value) - clock.now()).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None


def _answer(content_range: str, body: bytes) -> Answer:
    try:
        page = msgspec.json.decode(body, type=_Page)
    except msgspec.MsgspecError:
        raise Broken("no page") from None
    lines = [bytes(raw).replace(b"\n", b" ").replace(b"\r", b" ") for raw in page.resultats]
    total = _TOTAL.search(content_range)
    return Answer(int(total[1]) if total else len(lines), {identifier(line): line for line in lines})


def _check_public(url: str) -> None:
    """Refuse a name that leads inside a private network: this machine may see what others must not."""
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK:
        return
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError:
        return  # Away, or only known to a relay: asking will tell.
    if not all(ipaddress.ip_address(address[4][0]).is_global for address in found):
        raise PullNotPublic(host=parts.hostname)


def _why(error: Exception) -> str:
    """What happened, without an address or what was sent."""
    if isinstance(error, httpx.TimeoutException):
        return "elle ne répond pas à temps"
    if isinstance(error, httpx.TransportError):
        return "la connexion échoue ou est coupée"
    return "elle est débordée" if isinstance(error, Busy) else "sa réponse ne peut pas être lue"
