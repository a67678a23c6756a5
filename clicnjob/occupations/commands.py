"""Commands of the occupations: load the official files, understand wishes given as lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click

from clicnjob.console import Context, answer, refuse, say
from clicnjob.errors import Refusal
from clicnjob.occupations import official, services
from clicnjob.occupations.understanding import Lexicon
from clicnjob.text.tokens import LONGEST_WISH

FILES = click.Path(path_type=Path)
# Lines read together: their misspelled words are compared at once.
AT_ONCE = 512


@click.group("occupations", help="Les métiers.")
def occupations_group() -> None:
    pass


@occupations_group.command("load", help="Charger les fichiers officiels du ROME (3e et 4e éditions).")
@click.argument("files", nargs=-1, required=True, type=FILES)
@click.option("--json", "as_json", is_flag=True, help="Les compteurs en une ligne JSON.")
@click.pass_obj
def load(context: Context, files: tuple[Path, ...], as_json: bool) -> None:
    try:
        found = official.read(files)
    except Refusal as refusal:
        refuse(refusal.message)
    with context.database.write() as session:
        counts = services.load(session, found)
    answer(counts, as_json=as_json)


@occupations_group.command("understand", help="Lire des envies (une ligne JSON id, text) et répondre leurs métiers.")
@click.option("--occupations", "files", multiple=True, type=FILES, help="Fichiers officiels du ROME en plus.")
def understand(files: tuple[Path, ...]) -> None:
    try:
        lexicon = official.taught(Lexicon.shipped(), files)
    except Refusal as refusal:
        refuse(refusal.message)
    faults = sum(_answered(lines, lexicon) for lines in _together(sys.stdin.buffer))
    sys.exit(2 if faults else 0)


def _together(lines: Iterable[bytes]) -> Iterator[list[tuple[int, bytes]]]:
    """The lines with their numbers, AT_ONCE at a time."""
    numbered = enumerate(lines, 1)
    while some := list(islice(numbered, AT_ONCE)):
        yield some


def _answered(lines: Sequence[tuple[int, bytes]], lexicon: Lexicon) -> int:
    """Write the answers to these numbered lines, in order; how many cannot be read."""
    wishes = [(number, _wish(line)) for number, line in lines if line.strip()]
    lexicon.learn(wish["text"] for _, wish in wishes if wish)
    for number, wish in wishes:
        if wish is None:
            say(f"Ligne {number} : un objet JSON avec id et text est attendu.")
            continue
        if len(wish["text"]) > LONGEST_WISH:
            say(f"Ligne {number} : seuls les {LONGEST_WISH} premiers signes sont lus.")
        found = {"id": wish["id"], "codes": [one._asdict() for one in lexicon.understand(wish["text"])]}
        click.echo(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    return sum(wish is None for _, wish in wishes)


def _wish(line: bytes) -> dict[str, Any] | None:
    """The wish a line holds; None for a line that cannot be read."""
    try:
        wish = json.loads(line)
    except (ValueError, RecursionError):
        return None
    readable = isinstance(wish, dict) and "id" in wish and isinstance(wish.get("text"), str)
    return wish if readable else None


COMMANDS: Sequence[click.Command] = (occupations_group,)
