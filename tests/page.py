"""The inspecting client: every page a test is given is checked for structure, words, weight and statements."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

HEAVIEST_PAGE = 14_000
MOST_STATEMENTS = 12
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# Words of these run on with those around them; anything else starts anew.
INLINE = frozenset(["a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "svg", "use"])
ENGLISH = re.compile(
    r"\b(?:sign in|log ?in|password|submit|this field|required|invalid|error|not found|next|previous|loading|save)\b",
    re.IGNORECASE,
)


@dataclass
class Element:
    """One element: its name, attributes, and the text inside it."""

    name: str
    attributes: dict[str, str]
    text: str = ""

    def get(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        repeated = [name for name, count in Counter(name for name, _ in attrs).items() if count > 1]
        if repeated:
            self.faults.append(f"<{tag}> repeats {repeated}")
        self.elements.append(element)
        if tag not in INLINE:
            self.handle_data(" ")
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1].name != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1].name if self.open else 'nothing'}>")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


class Page:
    """An answer, read: `text` is what a person sees, `find` looks for elements."""

    def __init__(self, response: TestResponse, statements: int) -> None:
        self.response = response
        self.status = response.status_code
        self.statements = statements
        self.weight = len(response.data) + sum(len(name) + len(value) + 4 for name, value in response.headers)
        compressed = response.headers.get("Content-Encoding") == "gzip"
        self.html = (gzip.decompress(response.data) if compressed else response.data).decode("utf-8", "replace")
        reader = _Reader()
        if self.is_html:
            reader.feed(self.html)
        self.elements, self.faults = reader.elements, reader.faults + [f"<{e.name}> is not closed" for e in reader.open]

    @property
    def is_html(self) -> bool:
        return self.response.mimetype == "text/html"

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    @property
    def text(self) -> str:
        bodies = [element.text for element in self.elements if element.name == "body"]
        return re.sub(r"\s+", " ", " ".join(bodies)).strip()

    @property
    def title(self) -> str:
        titles = (element.text for element in self.elements if element.name == "title")
        return re.sub(r"\s+", " ", next(titles, "")).strip()

    @property
    def h1(self) -> str:
        return " ".join(e.text for e in self.elements if e.name == "h1").strip()

    def find(self, name: str, /, **attributes: str) -> list[Element]:
        """Elements of a name whose attributes have these values (`class_` and `for_` for the reserved words)."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [e for e in self.elements if e.name == name and all(e.get(k) == v for k, v in wanted.items())]

    def links(self) -> list[str]:
        return [element.get("href") for element in self.find("a")]


class PageClient:
    """Flask's test client, whose pages are inspected; `follow` takes a redirection as a browser does."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, path: str, *, follow: bool = False, most_statements: int = MOST_STATEMENTS) -> Page:
        return self._open("GET", path, follow, None, most_statements)

    def post(self, path: str, data: dict[str, Any] | None = None, *, follow: bool = False, token: bool = True) -> Page:
        """Send a form as the page at `path` would: with this session's masked token."""
        fields = dict(data or {})
        if token:
            fields["csrf_token"] = self.token()
        return self._open("POST", path, follow, fields, 60)

    def token(self) -> str:
        """A masked token, read from a page as a browser would have it."""
        page = Page(self.client.get("/connexion"), 0)
        if page.status != 200:
            page = Page(self.client.get("/mon-compte"), 0)
        return page.find("input", name="csrf_token")[0].get("value")

    def sign_in(self, account: Any) -> None:
        """Give the client a session of this account, without its password."""
        from clicnjob.web import signed_in

        with self.app.test_request_context():
            from flask import session

            signed_in.sign_in(account, limits=signed_in.OWN_PHONE)
            values = dict(session)
        with self.client.session_transaction() as cookie:
            cookie.clear()
            cookie.update(values)

    def _open(self, method: str, path: str, follow: bool, data: dict[str, Any] | None, most_statements: int) -> Page:
        page = self._ask(method, path, data)
        # The first reader of a process fills what all share (communes, live offers): a page is judged after that.
        if method == "GET" and page.statements > most_statements:
            page = self._ask(method, path, data)
        inspect(page, most_statements)
        if follow and 300 <= page.status < 400:
            return self._open("GET", page.location, follow, None, MOST_STATEMENTS)
        return page

    def _ask(self, method: str, path: str, data: dict[str, Any] | None) -> Page:
        statements = 0

        def count(*_: Any) -> None:
            nonlocal statements
            statements += 1

        database = self.app.extensions["database"]
        # On PostgreSQL the reader is the writer with an option: one engine, listened to once.
        engines = {id(engine.pool): engine for engine in (database._reader, database._writer)}.values()
        for engine in engines:
            event.listen(engine, "before_cursor_execute", count)
        try:
            response = self.client.open(path, method=method, data=data, headers={"Accept-Encoding": "gzip"})
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", count)
        return Page(response, statements)


def inspect(page: Page, most_statements: int = MOST_STATEMENTS) -> None:
    """Fail when a page breaks a rule that every page keeps."""
    assert page.statements <= most_statements, f"{page.statements} statements"
    headers = page.response.headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    if page.is_html and not 300 <= page.status < 400:
        faults = page.faults + _structure(page) + _identifiers(page) + _fields(page) + _inline(page) + _words(page)
        assert not faults, faults
        assert page.weight <= HEAVIEST_PAGE, f"{page.weight} bytes"


def _structure(page: Page) -> list[str]:
    counts = Counter(element.name for element in page.elements)
    faults = [f"{counts[name]} <{name}>" for name in ("h1", "main", "title") if counts[name] != 1]
    faults += ["no lang=fr"] if not page.find("html", lang="fr") else []
    faults += ["empty title or h1"] if not page.title or not page.h1 else []
    first_link = next((element for element in page.elements if element.name == "a"), None)
    faults += ["no skip link first"] if first_link is None or first_link.get("href") != "#contenu" else []
    levels = [int(e.name[1]) for e in page.elements if re.fullmatch(r"h[1-6]", e.name)]
    jumps = [f"h{a} then h{b}" for a, b in pairwise(levels) if b > a + 1]
    return faults + jumps


def _identifiers(page: Page) -> list[str]:
    ids = Counter(element.get("id") for element in page.elements if element.get("id"))
    faults = [f"id {name} appears {count} times" for name, count in ids.items() if count > 1]
    for element in page.elements:
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            faults += [
                f"{attribute}={name} leads nowhere" for name in element.get(attribute).split() if name not in ids
            ]
        href = element.get("href")
        faults += (
            [f"{href} leads nowhere"] if element.name == "a" and re.match("#.", href) and href[1:] not in ids else []
        )
    return faults


def _fields(page: Page) -> list[str]:
    labelled = {element.get("for") for element in page.find("label")}
    fields = [e for e in page.elements if e.name in ("input", "select", "textarea")]
    shown = [e for e in fields if e.get("type") not in ("hidden", "submit")]
    faults = [
        f"field {e.get('name')} has no label"
        for e in shown
        if e.get("id") not in labelled and not e.get("aria-label") and not e.get("aria-labelledby")
    ]
    nameless = [e for e in page.elements if e.name in ("a", "button") and not (e.text.strip() or e.get("aria-label"))]
    return faults + [f"<{e.name}> without words: {e.attributes}" for e in nameless]


def _inline(page: Page) -> list[str]:
    faults = [f"inline {e.name}" for e in page.elements if e.name == "style" or (e.name == "script" and e.text.strip())]
    faults += [
        f"{e.name} has {name}"
        for e in page.elements
        for name in e.attributes
        if name == "style" or name.startswith("on")
    ]
    return faults


def _words(page: Page) -> list[str]:
    return [f"English: {word}" for word in ENGLISH.findall(page.text)]
