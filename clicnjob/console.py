"""What every command shares: the opened database and settings, and how an answer or a refusal is printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import click

from clicnjob.db import Database
from clicnjob.text.french import number
from config import Settings

EVERY = 5000


@dataclass(frozen=True, slots=True)
class Context:
    """What every command receives: `@click.pass_obj` on a command, `context: Context` in its arguments.

    `before_turn_over` is what higher rooms make of offers about to be live, `make_indexes` what they make again of
    regions taken back (see `clicnjob.weekly`).
    """

    settings: Settings
    database: Database
    before_turn_over: Callable[..., Any] | None = None
    make_indexes: Callable[..., Any] | None = None


def say(sentence: str) -> None:
    """A line for a person, on stderr: stdout belongs to the answer."""
    click.echo(sentence, err=True)


def answer(counters: Mapping[str, object], *, as_json: bool) -> None:
    """The answer of a command on stdout: one JSON object on one line, or one aligned line a value."""
    if as_json:
        click.echo(json.dumps(counters, ensure_ascii=False, default=str))
        return
    width = max((len(name) for name in counters), default=0)
    for name, value in counters.items():
        click.echo(f"{name:<{width}}  {value}")


def refuse(sentence: str, code: int = 2) -> NoReturn:
    """Stop the command: the French sentence on stderr, and the exit code (2: what was given cannot be read)."""
    say(sentence)
    raise SystemExit(code)


@contextmanager
def counting() -> Iterator[Callable[[str, int, int], None]]:
    """A function that tells of a name how much is done, of how much: a bar each on a terminal, else some lines."""
    with ExitStack() as bars:
        yield _bars(bars) if sys.stderr.isatty() else _lines()


def _bars(open_bars: ExitStack) -> Callable[[str, int, int], None]:
    known: dict[str, Any] = {}

    def tell(name: str, done: int, total: int) -> None:
        if name not in known:
            open_bars.close()
            known[name] = open_bars.enter_context(click.progressbar(length=total, label=name, file=sys.stderr))
        bar = known[name]
        bar.length = max(total, 1)
        bar.update(done - bar.pos)
        if done >= total:
            open_bars.close()

    return tell


def _lines() -> Callable[[str, int, int], None]:
    said: dict[str, int] = {}

    def tell(name: str, done: int, total: int) -> None:
        if done >= total or done // EVERY != said.get(name, 0) // EVERY:
            say(f"{name} : {number(done)} sur {number(total)}")
            said[name] = done

    return tell
