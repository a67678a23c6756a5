"""Commands of the ranking: rank files, read the texts of offers again, rank the week for everybody."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO

import click

from clicnjob import clock
from clicnjob.console import Context, answer, refuse, say
from clicnjob.errors import Refusal
from clicnjob.matching import services, week
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.offers_file import offers
from clicnjob.matching.people_file import BadLine, people
from clicnjob.matching.ranking import Ranking, rank_all
from clicnjob.matching.values import OfferRow
from clicnjob.occupations import official
from clicnjob.occupations.queries import EMPLOYERS
from clicnjob.occupations.understanding import LEARNED, Lexicon
from clicnjob.offers.importing import check_region
from clicnjob.offers.parts import ALL_REGIONS
from clicnjob.places import queries as stored_places
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue
from clicnjob.text.french import number, plural

EXPLAINED = 20
FILE = click.Path(path_type=Path, allow_dash=True)


@click.group("matching", help="Le classement des offres.")
def matching_group() -> None:
    pass


@matching_group.command("rank", help="Classer un fichier d'offres pour un fichier de personnes, sans base de données.")
@click.option("--offers", "offers_file", required=True, type=FILE, help="JSON ou NDJSON de France Travail, .gz ou non.")
@click.option("--people", "people_file", required=True, type=FILE, help="Une personne par ligne JSON.")
@click.option("--occupations", "official_files", multiple=True, type=click.Path(path_type=Path), help="Fichiers ROME.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Aujourd'hui, pour les âges et les dates.")
def rank_files(offers_file: Path, people_file: Path, official_files: tuple[Path, ...], day: datetime | None) -> None:
    catalogue = Catalogue(sources.read().gazetteer)
    today = day.date() if day else clock.today()
    try:
        lexicon = official.taught(Lexicon.shipped(), official_files)
        with _on_disk(offers_file) as path:
            rows = list(offers(path, catalogue))
        offer_set = OfferSet.of(rows, lexicon.with_titles(often_seen(rows), trust=LEARNED))
        with _open(people_file) as lines:
            sys.exit(_rank_all(people(lines, catalogue), offer_set, today))
    except Refusal as refusal:
        refuse(refusal.message)


def often_seen(rows: Iterable[OfferRow]) -> list[tuple[str, str]]:
    """The titles and codes that three different offers give together: one bad feed changes nobody's wish."""
    seen = {(row.title, row.rome_code, row.copy_key) for row in rows if row.title and row.rome_code}
    counts = Counter((title, code) for title, code, _ in seen)
    return sorted((title, code) for (title, code), count in counts.items() if code and count >= EMPLOYERS)


def _rank_all(given: Iterable[Any], offer_set: OfferSet, today: Any) -> int:
    say(f"{len(offer_set)} offres.")
    faults = 0
    for one in given:
        if isinstance(one, BadLine):
            faults += 1
            say(f"Ligne {one.line} : {one.fault}. Cette personne est laissée de côté.")
            continue
        line = json.dumps(ranked(one.id, rank_all(one.person, offer_set, today)), ensure_ascii=False)
        click.echo(line.encode("utf-8", "replace"))
    return 2 if faults else 0


def ranked(person_id: Any, ranking: Ranking) -> dict[str, Any]:
    """What is written of one person: every offer once, the near misses with their gap, the reasons of the first."""
    return {
        "id": person_id,
        "ranking": ranking.every_id,
        "near_misses": [
            {"id": offer_id, "gap": str(gap)} for gap, found in ranking.near_misses.items() for offer_id in found.ids
        ],
        "reasons": {
            str(one.offer_id): [
                {
                    "criterion": str(reason.criterion),
                    "points": reason.earned,
                    "of": reason.maximum,
                    "sentence": reason.sentence,
                }
                for reason in one.reasons
            ]
            for one in ranking[:EXPLAINED]
        },
    }


@contextmanager
def _on_disk(file: Path) -> Iterator[Path]:
    """The file, or the standard input kept in one: a reader of offers may start anew."""
    if str(file) != "-":
        yield file
        return
    with tempfile.NamedTemporaryFile(suffix=".entree") as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        yield Path(kept.name)


@contextmanager
def _open(file: Path) -> Iterator[TextIO]:
    if str(file) == "-":
        yield sys.stdin
        return
    try:
        with file.open(encoding="utf-8") as lines:
            yield lines
    except (OSError, UnicodeDecodeError):
        refuse(f"{file.name} : ce fichier ne peut pas être lu. Donnez un texte UTF-8, une personne par ligne.")


@matching_group.command("reindex", help="Relire les offres qu'une autre version avait lues : texte, métiers.")
@click.option("--json", "as_json", is_flag=True, help="Les compteurs en une ligne JSON.")
@click.pass_obj
def reindex(context: Context, as_json: bool) -> None:
    answer(services.read_again(context.database, now=clock.now(), tell=_progress), as_json=as_json)


def _progress(what: str, done: int, total: int) -> None:
    words = {"read": ("texte relu", "textes relus"), "predicted": ("titre relu", "titres relus")}
    say(f"{plural(done, *words[what])} sur {number(total)}.")


@matching_group.command("week", help="Classer les offres de tous les jeunes suivis, et compter les nouvelles.")
@click.option("--region", help="Code INSEE d'une région. Sans elle : toutes.")
@click.option("--json", "as_json", is_flag=True, help="Les compteurs en une ligne JSON.")
@click.pass_obj
def week_at_once(context: Context, region: str | None, as_json: bool) -> None:
    start = perf_counter()
    try:
        with context.database.read() as session:
            check_region(region or ALL_REGIONS, stored_places.catalogue(session))
    except Refusal as refusal:
        refuse(refusal.message)
    regions = None if region in (None, ALL_REGIONS) else [region]
    with _people_done() as tell:
        counts = week.rank_week(context.database, regions, now=clock.now(), tell=tell)
    answer({**asdict(counts), "seconds": round(perf_counter() - start, 1)}, as_json=as_json)


@contextmanager
def _people_done() -> Iterator[week.Tell]:
    """A bar on a terminal, a line for each thousand people elsewhere; both on stderr."""
    if not sys.stderr.isatty():
        yield lambda done, total: say(f"{plural(done, 'jeune')} sur {number(total)}.")
        return
    with click.progressbar(length=0, label="Classement", file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = max(total, done)
            bar.update(done - bar.pos)

        yield tell


COMMANDS: Sequence[click.Command] = (matching_group,)
