"""What becomes of a record: a clean draft of an offer, or a refusal with its line; and the digest of a draft (pure)."""

from __future__ import annotations

import hashlib
from datetime import datetime

import msgspec

from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import Fact
from clicnjob.offers.reasons import Fault
from clicnjob.offers.salaries import Period


class Draft(msgspec.Struct, frozen=True, gc=False):
    """One offer, washed. Texts are clean, instants aware; None or the empty string where the source says nothing.

    `level` is the national level 0 to 8 (0: none needed), hours are a week's, salaries gross euros a `salary_period`,
    latitude and longitude degrees, `precision` what the place is known to, `facts` what its text states;
    offers of one title, one text and one employer share a `copy_key`. An `undated` one has the day of its file.
    """

    source_id: str
    title: str
    raw_title: str
    description: str
    employer: str
    rome_code: str | None
    rome_label: str
    rome_derived: bool
    appellation: str
    contract: Contract
    contract_label: str
    part_time: bool | None
    weekly_hours: float | None
    hours_text: str
    experience_required: str | None
    experience_months: int | None
    experience_text: str
    level: int | None
    level_required: bool
    licences: tuple[str, ...]
    licences_wished: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    qualification: int | None
    salary_text: str
    salary_period: Period | None
    salary_least: float | None
    salary_most: float | None
    positions: int | None
    url: str | None
    apply_url: str | None
    published_at: datetime
    updated_at: datetime
    expires_at: datetime | None
    place_label: str
    commune_code: str | None
    departement_code: str | None
    region_code: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    facts: tuple[Fact, ...]
    copy_key: str
    undated: bool = False


class Rejected(msgspec.Struct, frozen=True, gc=False):
    """A record refused: `line` counts from 1 (lines of NDJSON, offers of a page or a list); `excerpt` is short."""

    line: int
    source_id: str
    code: Fault
    excerpt: str


# A newer date on the same words is not a change of the offer; facts and copy key only repeat others.
NOT_CONTENT = ("updated_at", "facts", "copy_key", "undated")
_encoder = msgspec.json.Encoder()


def content_digest(draft: Draft) -> str:
    """SHA-256 (hexadecimal) of what the offer says, whatever the order of keys and lists in the file it came from."""
    content = msgspec.structs.asdict(draft)
    for name in NOT_CONTENT:
        del content[name]
    if draft.undated:  # The day of a file is no word of the offer: the first one that held it stays.
        del content["published_at"]
    return hashlib.sha256(_encoder.encode(content)).hexdigest()
