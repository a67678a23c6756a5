"""The values of the ranking: a person, the facts of an offer, and a ranked offer with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import Fact
from clicnjob.profiles.values import Mode, ProfileValues

OfferId = int | str


class Why(StrEnum):
    """Why a person sets an offer aside. `asked`: a licence or a diploma; `done`: seen or applied for already."""

    TOO_FAR = "too far"
    OTHER_JOB = "another job"
    HOURS = "hours"
    CONTRACT = "contract"
    ASKED = "asked"
    DONE = "done"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Feedback:
    """An offer set aside: its occupation code, the stems of its title, its kilometres as the crow flies, if known."""

    offer_id: OfferId
    why: Why
    code: str | None = None
    title: tuple[str, ...] = ()
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What the ranking knows of somebody: the answers of the profile, an age and a position. None: not known.

    `age` is used only without a birth date. Latitude and longitude are degrees of the commune where the person lives.
    """

    answers: ProfileValues
    birth_date: date | None = None
    age: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    departement_code: str | None = None
    feedback: tuple[Feedback, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferRow:
    """The facts of one offer that the ranking reads, named as in the draft of an offer. None: the offer does not say.

    `level` is the national level 0 to 8, `experience_required` D (beginners welcome), S (wished) or E (required).
    `facts` are read in the text; offers of one title and one text share a `copy_key`. `occupations` are what the title
    stands for, codes with their shares, likeliest first; None: the lexicon was not asked yet.
    """

    id: OfferId
    title: str
    appellation: str = ""
    rome_code: str | None = None
    contract: Contract = Contract.OTHER
    part_time: bool | None = None
    hours_text: str = ""
    experience_required: str | None = None
    experience_months: int | None = None
    level: int | None = None
    level_required: bool = False
    licences: tuple[str, ...] = ()
    licences_wished: tuple[str, ...] = ()
    updated_on: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    departement_code: str | None = None
    facts: tuple[Fact, ...] = ()
    copy_key: str = ""
    occupations: tuple[tuple[str, float], ...] | None = None
    employer: str = ""


class Criterion(StrEnum):
    """What earns points, in the order of the page; then what takes some back."""

    JOB = "job"
    TRAVEL = "travel"
    EXPERIENCE = "experience"
    CONTRACT = "contract"
    HOURS = "hours"
    LEVEL = "level"
    LICENCE = "licence"
    START = "start"
    FRESHNESS = "freshness"
    EXPOSURE = "exposure"
    OTHER_JOB = "other_job"
    TOO_FAR = "too_far"
    MISSING = "missing"
    FEEDBACK = "feedback"


class State(StrEnum):
    """Yes · partly · no · the offer or the profile does not say."""

    OK = "ok"
    GAP = "gap"
    NO = "no"
    UNKNOWN = "unknown"


class GapName(StrEnum):
    """The one thing that may be missing."""

    DISTANCE = "distance"
    LICENCE = "licence"
    EXPERIENCE = "experience"
    DIPLOMA = "diploma"
    HOURS = "hours"
    CONTRACT = "contract"
    AGE = "age"


class Answer(StrEnum):
    """What a legal rule answers, the gravest first."""

    FORBIDDEN = "interdit"
    DEROGATION = "possible avec dérogation"
    CHECK = "à vérifier"
    ALLOWED = "permis"


@dataclass(frozen=True, slots=True)
class Reason:
    """One row of the sum: points earned of a maximum, shown (out of 100) and fine (ten-thousandths).

    A row that takes points back earns a negative number of a maximum of zero.
    """

    criterion: Criterion
    label: str
    earned: int
    maximum: int
    fine: int
    state: State
    sentence: str

    @property
    def takes_back(self) -> bool:
        return self.maximum == 0


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, in a sentence, and the next step."""

    name: GapName
    sentence: str
    next_step: str


@dataclass(frozen=True, slots=True)
class LegalNotice:
    """What the law says of this person at this post: the answer, a sentence, the article and its address.

    `until` is the day when a bar ends, when that day is near.
    """

    code: str
    answer: Answer
    sentence: str
    article: str
    link: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """An offer for a person. `score` is in ten-thousandths, `points` out of 100; the reasons add up exactly to both.

    `minutes` by `mode` and `km` as the crow flies are None when the place of the offer or of the person is not known.
    `copies` are the other offers with its title, its employer and its text, that this person may take as well.
    """

    offer_id: OfferId
    score: int
    points: int
    reasons: tuple[Reason, ...]
    gaps: tuple[Gap, ...]
    law: tuple[LegalNotice, ...]
    verdict: str
    km: float | None
    minutes: float | None
    mode: Mode | None
    copies: tuple[OfferId, ...] = ()

    @property
    def criteria(self) -> tuple[Reason, ...]:
        """The rows that earn points."""
        return tuple(reason for reason in self.reasons if not reason.takes_back)

    @property
    def brakes(self) -> tuple[Reason, ...]:
        """The rows that take points back."""
        return tuple(reason for reason in self.reasons if reason.takes_back)
