"""Commands of the occupations: load the official files, understand wishes given as lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from clicnjob.console import Context, answer, refuse, say
from clicnjob.errors import Refusal
from clicnjob.occupations import official, services
from clicnjob.occupations.understanding import Lexicon

FILES = click.Path(path_type=Path)


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
    faults = 0
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            found = _understood(line, lexicon)
            if found is None:
                faults += 1
                say(f"Ligne {number} : un objet JSON avec id et text est attendu.")
            else:
                click.echo(json.dumps(found, ensure_ascii=False))
    sys.exit(2 if faults else 0)


def _understood(line: str, lexicon: Lexicon) -> dict[str, Any] | None:
    """The answer to one line; None for a line that cannot be read."""
    try:
        given = json.loads(line)
        found = lexicon.understand(given["text"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return {"id": given.get("id"), "codes": [one._asdict() for one in found]}


COMMANDS: Sequence[click.Command] = (occupations_group,)
