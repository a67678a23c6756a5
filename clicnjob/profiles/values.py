"""The values of a profile: its questions, the words that answer them, and the frozen whole that the ranking reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from clicnjob.places.travel import Mode as Mode

MOST_WISHES = 5
LONGEST_WISH = 100
MOST_EXPERIENCES = 5
LONGEST_JOB = 100
MOST_LANGUAGES = 10
LONGEST_LANGUAGE = 40
MOST_MINUTES = 180
MOST_KM = 200
MOST_MONTHS = 240


class Question(StrEnum):
    """What is asked, named as the attribute of ProfileValues that holds the answer."""

    WISHES = "wishes"
    COMMUNE = "commune_code"
    MODES = "modes"
    LIMIT = "limit"
    LEVEL = "level"
    LICENCES = "licences"
    EXPERIENCE = "experience"
    CONTRACTS = "contracts"
    HOURS = "hours"
    AVOIDED = "avoided"
    START = "start_on"
    READY_IF_HOUSED = "ready_if_housed"
    LANGUAGES = "languages"


class Level(StrEnum):
    """The highest level reached; `none` is below CAP."""

    NONE = "none"
    CAP = "cap"
    BAC = "bac"
    BAC_2 = "bac+2"
    BAC_3 = "bac+3"


class Licence(StrEnum):
    """A driving licence, by its official category."""

    AM = "AM"
    A1 = "A1"
    A2 = "A2"
    A = "A"
    B = "B"
    BE = "BE"
    C = "C"
    CE = "CE"
    D = "D"


class LicenceState(StrEnum):
    """Whether a licence is in the pocket or being taken."""

    HAVE = "have"
    IN_PROGRESS = "in progress"


class Contract(StrEnum):
    """A kind of contract one would take."""

    CDI = "cdi"
    CDD = "cdd"
    INTERIM = "interim"
    SEASONAL = "seasonal"
    APPRENTICESHIP = "apprenticeship"
    PROFESSIONALISATION = "professionalisation"


class Hours(StrEnum):
    """Full time, part time, or either."""

    ANY = "any"
    FULL = "full"
    PART = "part"


class Avoided(StrEnum):
    """A time when one does not want to work."""

    NIGHT = "night"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Limit:
    """The furthest one goes to work: minutes or kilometres, one of the two."""

    minutes: int | None = None
    km: int | None = None

    def __post_init__(self) -> None:
        if (self.minutes is None) == (self.km is None):
            raise ValueError("a limit is minutes or kilometres")


@dataclass(frozen=True, slots=True)
class Experience:
    """A job already done, in the person's own words, and for how many months."""

    job: str
    months: int


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """Every answer of a profile. None: not answered. An empty one is an answer: no licence, no experience yet, open to
    every contract, to every time. `ready_if_housed`: would leave home for an employer who houses.
    """

    wishes: tuple[str, ...] | None = None
    commune_code: str | None = None
    modes: frozenset[Mode] | None = None
    limit: Limit | None = None
    level: Level | None = None
    licences: Mapping[Licence, LicenceState] | None = None
    experience: tuple[Experience, ...] | None = None
    contracts: frozenset[Contract] | None = None
    hours: Hours | None = None
    avoided: frozenset[Avoided] | None = None
    start_on: date | None = None
    ready_if_housed: bool | None = None
    languages: tuple[str, ...] | None = None

    @property
    def no_night(self) -> bool | None:
        return None if self.avoided is None else Avoided.NIGHT in self.avoided

    @property
    def no_weekend(self) -> bool | None:
        return None if self.avoided is None else Avoided.WEEKEND in self.avoided

    def answered(self, question: Question) -> bool:
        """Whether this question has its answer."""
        return getattr(self, question) is not None


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """When a question was last answered, and by whom; no author once that account is erased."""

    at: datetime
    author_id: str | None
    author_name: str


def plain(answer: object) -> object:
    """An answer as JSON keeps it: sets in alphabetical order, dates as ISO days, two equal answers alike."""
    match answer:
        case Limit():
            return {"minutes": answer.minutes} if answer.km is None else {"km": answer.km}
        case Experience():
            return {"job": answer.job, "months": answer.months}
        case date():
            return answer.isoformat()
        case frozenset():
            return sorted(answer)
        case tuple():
            return [plain(item) for item in answer]
        case Mapping():
            return {str(name): str(answer[name]) for name in sorted(answer)}
    return answer
