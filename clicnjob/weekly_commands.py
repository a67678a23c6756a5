"""The weekly command: bring each region in, say what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from clicnjob import weekly
from clicnjob.console import Context, answer, counting, refuse, say
from clicnjob.errors import Refusal
from clicnjob.offers.bringing import RegionRun
from clicnjob.offers.due import Result
from clicnjob.text.french import listed, plural
from clicnjob.web import logs

WORDS = {Result.PUBLISHED: "publiée", Result.HELD: "retenue", Result.NOTHING: "rien de nouveau", Result.FAILED: "échec"}
BUSY = "busy"
# What each import counts, summed for a region.
COUNTS = ("read", "new", "changed", "unchanged", "reopened", "refused", "closed")


@click.group("weekly", help="La semaine : les régions dont les offres sont à renouveler.")
def weekly_group() -> None:
    pass


@weekly_group.command(
    "run", help="Importer les régions dues, ou celles nommées. Rend 2 pour un échec, 3 pour un retenu."
)
@click.option("--region", "regions", multiple=True, help="Code INSEE, à répéter. Sans lui : les régions dues.")
@click.option("--json", "as_json", is_flag=True, help="Un objet JSON sur une ligne.")
@click.pass_obj
def run(context: Context, regions: tuple[str, ...], as_json: bool) -> None:
    logs.configure()
    found = []
    try:
        with counting() as tell:
            for one in weekly.run(context.database, context.settings, regions, tell):
                say(line(one))
                found.append(one)
    except Refusal as refusal:
        refuse(refusal.message)
    if not found:
        say("Aucune région n'est due.")
    if as_json:
        answer({one.region: counts(one) for one in found}, as_json=True)
    raise SystemExit(code(found))


def line(one: RegionRun) -> str:
    """What became of a region, for people."""
    if one.busy:
        return f"{one.region} : déjà en cours ailleurs."
    numbers = counts(one)
    said = [plural(numbers["new"], "nouvelle"), plural(numbers["closed"], "fermée")] if one.imports else []
    return " ".join([f"{one.region} : {listed([WORDS[one.result], *said])}.", *one.sentences])


def counts(one: RegionRun) -> dict[str, Any]:
    """The same for machines."""
    sums = {name: sum(getattr(done, name) for done in one.imports) for name in COUNTS}
    result = BUSY if one.busy else str(one.result)
    return {"result": result, "imports": [done.id for done in one.imports], **sums, "sentences": one.sentences}


def code(found: Sequence[RegionRun]) -> int:
    """The worst of all: 1 a fault of the programme, 2 something that cannot be read, 3 something held, 0 none."""
    if any(one.broken for one in found):
        return 1
    if any(one.result is Result.FAILED for one in found):
        return 2
    return 3 if any(one.result is Result.HELD for one in found) else 0


COMMANDS = (weekly_group,)
