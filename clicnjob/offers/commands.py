"""Commands of the offers: bring files in, say where each region stands, list what was refused."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter

import click

from clicnjob import clock
from clicnjob.console import Context, answer, counting, refuse, say
from clicnjob.errors import Refusal
from clicnjob.offers import queries, report, services
from clicnjob.offers.columns_commands import columns_of_a_table
from clicnjob.offers.importing import FRANCE_TRAVAIL, import_offers
from clicnjob.offers.pulling import pull_region
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.offers.states import State
from clicnjob.text.french import plural

EVERY_BYTES = 5_000_000
JSON = click.option("--json", "as_json", is_flag=True, help="Les compteurs en une ligne JSON.")


@click.group("offers", help="Les offres d'emploi.")
def offers_group() -> None:
    pass


@offers_group.command(
    "import", help="Importer des fichiers France Travail : page, liste, une offre par ligne ; .gz ou non."
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--region", required=True, help="Code INSEE de la région, ou all.")
@click.option("--source", default=FRANCE_TRAVAIL, show_default=True, help="Nom de la source.")
@click.option("--complete", is_flag=True, help="Le fichier contient tout : fermer les offres qui n'y sont plus.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Jour du fichier, s'il n'est pas d'aujourd'hui.")
@JSON
@click.pass_obj
def import_files(
    context: Context,
    files: tuple[Path, ...],
    region: str,
    source: str,
    complete: bool,
    day: datetime | None,
    as_json: bool,
) -> None:
    given = [GivenFile(path, path.name) for path in files]
    start = perf_counter()
    try:
        with _progress(given) as tell:
            done = import_offers(
                context.database,
                given,
                region=region,
                source=source,
                complete=complete,
                file_date=day.date() if day else None,
                most_mb=context.settings.import_max_mb,
                tell=tell,
                before_turn_over=context.before_turn_over,
            )
    except Refusal as refusal:
        refuse(refusal.message)
    for sentence in report.warnings(done):
        say(sentence)
    answer(report.counters(done, perf_counter() - start, as_json=as_json), as_json=as_json)


@offers_group.command("pull", help="Importer ce que l'API France Travail a pour une région. Rend 3 s'il est retenu.")
@click.option("--region", required=True, help="Code INSEE de la région.")
@JSON
@click.pass_obj
def pull(context: Context, region: str, as_json: bool) -> None:
    start = perf_counter()
    try:
        with counting() as tell:
            done, pulled = pull_region(
                context.database,
                context.settings,
                region,
                tell=partial(tell, f"Offres de {region}"),
                before_turn_over=context.before_turn_over,
            )
    except Refusal as refusal:
        refuse(refusal.message)
    say(f"{plural(pulled.offers, 'offre reçue', 'offres reçues')} en {plural(pulled.requests, 'demande')}.")
    for sentence in [*report.out_of_reach(pulled.missing), *report.warnings(done)]:
        say(sentence)
    answer(report.counters(done, perf_counter() - start, as_json=as_json), as_json=as_json)
    raise SystemExit(3 if done.state == State.HELD else 0)


@offers_group.command("status", help="Par région : offres en ligne et date du dernier import.")
@JSON
@click.pass_obj
def status(context: Context, as_json: bool) -> None:
    with context.database.read() as session:
        regions = queries.region_status(session, queries.region_names(session))
        digests = queries.region_digests(session) if as_json else {}
    answer(report.status(regions, digests) if as_json else report.status_lines(regions), as_json=as_json)


@offers_group.command("rejects", help="Les enregistrements refusés d'un import, en CSV.")
@click.option("--import", "import_id", required=True, type=int, help="Numéro de l'import.")
@click.pass_obj
def rejects(context: Context, import_id: int) -> None:
    try:
        with context.database.read() as session:
            rows = report.rejection_rows(queries.rejections(session, queries.offer_import(session, import_id).id))
    except Refusal:
        refuse(f"Il n'y a pas d'import {import_id}. Son numéro est dans la réponse de chaque import.")
    csv.writer(sys.stdout, lineterminator="\n").writerows(rows)


@offers_group.command("expire", help="Fermer les offres dont la date de fin est passée.")
@JSON
@click.pass_obj
def expire(context: Context, as_json: bool) -> None:
    with context.database.write() as session:
        closed = services.expire(session, now=clock.now())
    answer({"closed": closed}, as_json=as_json)


@contextmanager
def _progress(files: list[GivenFile]) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, a line now and then elsewhere; both on stderr, counted in bytes read."""
    total = sum(file.path.stat().st_size for file in files if file.path.is_file())
    if sys.stderr.isatty():
        with click.progressbar(length=total, label="Lecture", file=sys.stderr) as bar:
            yield bar.update
        return
    seen = 0

    def tell(count: int) -> None:
        nonlocal seen
        if seen // EVERY_BYTES != (seen + count) // EVERY_BYTES:
            say(f"Lu : {(seen + count) / 1e6:.0f} Mo sur {total / 1e6:.0f}")
        seen += count

    say(f"Lecture de {len(files)} fichier{'s' if len(files) > 1 else ''}, {total / 1e6:.1f} Mo…")
    yield tell


offers_group.add_command(columns_of_a_table)
COMMANDS = (offers_group,)
