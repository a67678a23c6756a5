"""Between files and their import: tables whose columns nobody chose yet, kept meanwhile, and the page that asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from flask import current_app, render_template

from clicnjob.offers import choosing, queries, received
from clicnjob.offers.choosing import Seen
from clicnjob.offers.forms import ColumnsForm, column_field
from clicnjob.offers.importing import FRANCE_TRAVAIL
from clicnjob.offers.sources.columns import NEEDED, Columns
from clicnjob.offers.sources.reading import MEGA, GivenFile
from clicnjob.offers.sources.tables import is_table
from clicnjob.offers.wording import clean_line
from clicnjob.web import db

MOST_SHOWN = 20
# How a kept file is named in the page: its SHA-256, then the name people know.
_WAITING = re.compile(r"([0-9a-f]{64}) (.{1,100})")


class Asked(NamedTuple):
    """A table whose columns are asked for, and those chosen beforehand: remembered, else guessed."""

    seen: Seen
    columns: Columns


def tables_in(given: Sequence[GivenFile]) -> list[Seen]:
    """The tables among these files, looked at. Raises an UnreadableFile."""
    return [choosing.look(one, most_bytes()) for one in given if is_table(one, most_bytes())]


def to_ask(given: Sequence[GivenFile], region: str, *, anyway: bool) -> Asked | None:
    """The first table among these files whose columns are to be chosen: nobody did, they changed, or `anyway`.

    Raises an UnreadableFile.
    """
    tables = tables_in(given)
    known = queries.columns_of(db(), FRANCE_TRAVAIL, region) if tables else None
    misfit = next((seen for seen in tables if not choosing.fits(seen, known)), None)
    if misfit:
        return Asked(misfit, misfit.guessed)
    return Asked(tables[0], known) if anyway and tables and known else None


def first_page(given: Sequence[GivenFile], asked: Asked, *, region: str, complete: bool) -> str:
    """The page that asks for columns, some chosen beforehand; the files are kept until it comes back."""
    waiting = received.keep(folder(), given, most_bytes())
    form = ColumnsForm(formdata=None, region=region, complete=complete)
    form.offer(asked.seen.header)
    form.choose(asked.columns)
    return page(form, waiting, asked.seen, asked.columns)


def page(form: ColumnsForm, waiting: Sequence[GivenFile], seen: Seen, columns: Columns, **more: Any) -> str:
    """The page with these columns chosen: what is needed and found first, what was not found folded away."""
    unused = choosing.unused(seen.header, columns)
    found = [field.path for field in choosing.CHOSEN if field.path in columns.fields or field.path in NEEDED]
    return render_template(
        "offers/columns.html",
        form=form,
        files=[f"{one.path.name} {one.name}" for one in waiting],
        seen=seen,
        found=found,
        other=[field.path for field in choosing.CHOSEN if field.path not in found],
        samples={path: seen.samples.get(heading, []) for path, heading in columns.fields.items()},
        columns=columns,
        column_field=column_field,
        unread=[{"word": one, "value": " · ".join(seen.samples[one]) or "vide"} for one in unused[:MOST_SHOWN]],
        unshown=unused[MOST_SHOWN:],
        **more,
    )


def waiting_files(words: Sequence[str]) -> list[GivenFile]:
    """The kept files that a page names; none when one is no longer there."""
    found = [_WAITING.fullmatch(one) for one in words]
    files = [GivenFile(folder() / received.FOLDER / one[1], clean_line(one[2], 100)) for one in found if one]
    return files if len(files) == len(words) and all(one.path.is_file() for one in files) else []


def folder() -> Path:
    """Where this installation keeps its data."""
    found: Path = current_app.extensions["settings"].data_dir
    return found


def most_bytes() -> int:
    """How heavy a file may be, as it is and once unpacked."""
    found: int = current_app.extensions["settings"].import_max_mb * MEGA
    return found
