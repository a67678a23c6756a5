"""Commands of the offers: bring files in, say where each region stands, list what was refused."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter

import click

from clicnjob import clock
from clicnjob.console import Context, answer, counting, refuse, say
from clicnjob.errors import Missing, Refusal
from clicnjob.offers import importing, queries, report, services, undoing
from clicnjob.offers.columns_commands import columns_of_a_table
from clicnjob.offers.deciding import Outcome
from clicnjob.offers.errors import RegionsStopped
from clicnjob.offers.importing import FRANCE_TRAVAIL, import_offers
from clicnjob.offers.orders import Wish
from clicnjob.offers.pulling import pull_region
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.offers.states import State
from clicnjob.text.french import plural

EVERY_BYTES = 5_000_000
HELD = 3
NO_IMPORT = "Il n'y a pas d'import {}. Son numéro est dans la réponse de chaque import."
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
@click.option("--preview", is_flag=True, help="Regarder ce qui changerait : rien n'est mis en ligne.")
@click.option("--publish", "anyway", is_flag=True, help="Publier même si un frein retient l'import ; avec --reason.")
@click.option("--reason", default="", help="Pourquoi publier quand même, en une phrase : elle est gardée.")
@JSON
@click.pass_obj
def import_files(
    context: Context,
    files: tuple[Path, ...],
    region: str,
    source: str,
    complete: bool,
    day: datetime | None,
    preview: bool,
    anyway: bool,
    reason: str,
    as_json: bool,
) -> None:
    wish = _wish(preview, anyway, reason)
    given = [GivenFile(path, path.name) for path in files]
    start = perf_counter()
    stopped = ""
    try:
        with _progress([file.path for file in given]) as tell:
            outcomes = import_offers(
                context.database,
                given,
                region=region,
                source=source,
                complete=complete,
                file_date=day.date() if day else None,
                wish=wish,
                reason=reason,
                most_mb=context.settings.import_max_mb,
                tell=tell,
                before_turn_over=context.before_turn_over,
            )
    except RegionsStopped as refusal:
        outcomes, stopped = list(refusal.outcomes), refusal.message
    except Refusal as refusal:
        refuse(refusal.message)
    if outcomes:
        _conclude(outcomes, perf_counter() - start, as_json)
    if stopped:
        refuse(stopped, code=1)
    sys.exit(HELD if report.state_of(outcomes) == State.HELD else 0)


@offers_group.command("publish", help="Publier un import retenu, ou qu'on a seulement regardé.")
@click.argument("import_id", metavar="IMPORT", type=int)
@click.option("--reason", default="", help="Pourquoi publier quand même, en une phrase : elle est gardée.")
@JSON
@click.pass_obj
def publish(context: Context, import_id: int, reason: str, as_json: bool) -> None:
    start = perf_counter()
    try:
        outcome = importing.publish(
            context.database,
            import_id,
            reason=reason,
            most_mb=context.settings.import_max_mb,
            before_turn_over=context.before_turn_over,
        )
    except Missing:
        refuse(NO_IMPORT.format(import_id))
    except Refusal as refusal:
        refuse(refusal.message)
    _conclude([outcome], perf_counter() - start, as_json)
    sys.exit(HELD if outcome.done.state == State.HELD else 0)


@offers_group.command("rollback", help="Annuler le dernier import publié d'une région : revenir à la semaine d'avant.")
@click.option("--region", required=True, help="Code INSEE de la région ; none : les offres sans lieu connu.")
@click.option("--source", default=FRANCE_TRAVAIL, show_default=True, help="Nom de la source.")
@click.option("--reason", default="", help="Pourquoi, en une phrase : elle est gardée.")
@JSON
@click.pass_obj
def rollback(context: Context, region: str, source: str, reason: str, as_json: bool) -> None:
    code = "" if region == report.NO_REGION else region
    try:
        with context.database.write() as session:
            importing.check_source(source)
            done, undone = undoing.roll_back(
                session, source, code, now=clock.now(), reason=reason, make_indexes=context.make_indexes
            )
    except Refusal as refusal:
        refuse(refusal.message)
    answer(report.undone(done, undone, as_json=as_json), as_json=as_json)


@offers_group.command("pull", help="Importer ce que l'API France Travail a pour une région. Rend 3 s'il est retenu.")
@click.option("--region", required=True, help="Code INSEE de la région.")
@JSON
@click.pass_obj
def pull(context: Context, region: str, as_json: bool) -> None:
    start = perf_counter()
    try:
        with counting() as tell:
            outcome, pulled = pull_region(
                context.database,
                context.settings,
                region,
                tell=partial(tell, f"Offres de {region}"),
                before_turn_over=context.before_turn_over,
            )
    except Refusal as refusal:
        refuse(refusal.message)
    say(f"{plural(pulled.offers, 'offre reçue', 'offres reçues')} en {plural(pulled.requests, 'demande')}.")
    for sentence in [*report.out_of_reach(pulled.missing), *report.warnings(outcome)]:
        say(sentence)
    answer(report.counters([outcome], perf_counter() - start, as_json=as_json), as_json=as_json)
    sys.exit(HELD if outcome.done.state == State.HELD else 0)


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
        refuse(NO_IMPORT.format(import_id))
    csv.writer(sys.stdout, lineterminator="\n").writerows(rows)


@offers_group.command("expire", help="Fermer les offres dont la date de fin est passée.")
@JSON
@click.pass_obj
def expire(context: Context, as_json: bool) -> None:
    with context.database.write() as session:
        closed = services.expire(session, now=clock.now())
    answer({"closed": closed}, as_json=as_json)


def _wish(preview: bool, anyway: bool, reason: str) -> Wish:
    if preview and anyway:
        refuse("Choisissez --preview, pour regarder, ou --publish, pour mettre en ligne.")
    if anyway != bool(reason.strip()):
        refuse('Pour publier malgré un frein, écrivez pourquoi : --publish --reason "…".')
    return Wish.PREVIEW if preview else Wish.ANYWAY if anyway else Wish.GREEN


def _conclude(outcomes: Sequence[Outcome], seconds: float, as_json: bool) -> None:
    for outcome in outcomes:
        for sentence in report.warnings(outcome):
            say(sentence)
    answer(report.counters(outcomes, seconds, as_json=as_json), as_json=as_json)


@contextmanager
def _progress(files: Sequence[Path]) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, a line now and then elsewhere; both on stderr, counted in bytes read."""
    total = sum(path.stat().st_size for path in files if path.is_file())
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
