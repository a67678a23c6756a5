"""What every command shares: the opened database and settings, and how an answer or a refusal is printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import click

from clicnjob.db import Database
from config import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """What every command receives: `@click.pass_obj` on a command, `context: Context` in its arguments.

    `before_turn_over` is what higher rooms make of offers about to be live (see `clicnjob.weekly`).
    """

    settings: Settings
    database: Database
    before_turn_over: Callable[..., Any] | None = None


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
