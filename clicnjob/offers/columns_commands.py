"""The command that shows the columns of a table, corrects them, and remembers them for a source and a region."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from clicnjob import clock
from clicnjob.console import Context, answer, refuse, say
from clicnjob.errors import Refusal
from clicnjob.offers import choosing, queries, services
from clicnjob.offers.choosing import Seen
from clicnjob.offers.importing import FRANCE_TRAVAIL, check_region, check_source
from clicnjob.offers.sources.columns import BY_PATH, Columns
from clicnjob.offers.sources.reading import MEGA, GivenFile
from clicnjob.offers.sources.tables import check_columns
from clicnjob.places import queries as places


@click.command("columns", help="Les colonnes d'un tableau (CSV, XLSX, ODS) ; avec --region, elles sont retenues.")
@click.argument("path", metavar="FICHIER", type=click.Path(path_type=Path))
@click.option("--source", default=FRANCE_TRAVAIL, show_default=True, help="Nom de la source.")
@click.option("--region", default="", help="Code INSEE de la région, ou all : retenir les colonnes pour elle.")
@click.option(
    "--set", "choices", multiple=True, metavar="CHAMP=COLONNE", help="Corriger ; CHAMP= pour n'en prendre aucune."
)
@click.option("--json", "as_json", is_flag=True, help="Les colonnes en une ligne JSON.")
@click.pass_obj
def columns_of_a_table(
    context: Context, path: Path, source: str, region: str, choices: tuple[str, ...], as_json: bool
) -> None:
    try:
        seen = choosing.look(GivenFile(path, path.name), context.settings.import_max_mb * MEGA)
        check_source(source)
        known = _known(context, source, region)
        base = known if known and choosing.fits(seen, known) else seen.guessed
        columns = choosing.corrected(base, dict(map(_choice, choices)), seen.header)
        if region:
            check_columns(seen.name, seen.header, columns)
            with context.database.write() as session:
                services.remember_columns(session, source=source, region=region, columns=columns, now=clock.now())
    except Refusal as refusal:
        refuse(refusal.message)
    for sentence in _notes(columns, region):
        say(sentence)
    answer(_for_machines(seen, columns) if as_json else _for_people(seen, columns), as_json=as_json)


def _known(context: Context, source: str, region: str) -> Columns | None:
    with context.database.read() as session:
        if region:
            check_region(region, places.catalogue(session))
        return queries.columns_of(session, source, region)


def _choice(words: str) -> tuple[str, str]:
    path, sign, heading = words.partition("=")
    if not sign:
        refuse(f"« {words} » ne se comprend pas. Écrivez --set champ=colonne, par exemple --set intitule=Poste.")
    return path.strip(), heading.strip()


def _notes(columns: Columns, region: str) -> list[str]:
    notes = [f"Il manque : {BY_PATH[path].label}. Dites sa colonne avec --set {path}=…" for path in columns.missing]
    if "id" not in columns.fields:
        notes.append(
            "Sans identifiant : une offre se reconnaît à son adresse, sinon à son titre, son lieu et son texte."
        )
    if not columns.dated:
        notes.append("Sans date : le jour du fichier en tient lieu (--date à l'import).")
    return [*notes, "Colonnes retenues : les prochains imports ne demandent plus rien."] if region else notes


def _for_machines(seen: Seen, columns: Columns) -> dict[str, Any]:
    return {"file": seen.name, **msgspec.to_builtins(columns), "unused": choosing.unused(seen.header, columns)}


def _for_people(seen: Seen, columns: Columns) -> dict[str, Any]:
    told = {
        f"{BY_PATH[path].label or path} ({path})": f"{heading} : {' · '.join(seen.samples[heading]) or 'vide'}"
        for path, heading in columns.fields.items()
        if heading in seen.samples
    }
    return {**told, "Non lues": ", ".join(choosing.unused(seen.header, columns)) or "aucune"}
