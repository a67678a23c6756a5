"""People and offers made for tests: everything fits unless a test says otherwise."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from hypothesis import strategies as st

from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import Ranking, rank_all
from clicnjob.matching.values import OfferRow, Person, Ranked
from clicnjob.offers.contracts import Contract as Offered
from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.profiles.values import (
    Avoided,
    Contract,
    Experience,
    Hours,
    Level,
    Licence,
    LicenceState,
    Limit,
    Mode,
    ProfileValues,
)

TODAY = date(2026, 11, 24)
# Somewhere in the middle of France; a degree of latitude is 111 km.
HOME = (46.0, 2.0)
KM = 1 / 111.2
_ids = count(1)

ANSWERS: dict[str, Any] = {
    "wishes": ("serveuse",),
    "modes": frozenset({Mode.CAR}),
    "limit": Limit(km=20),
    "level": Level.CAP,
    "licences": {Licence.B: LicenceState.HAVE},
    "experience": (),
    "contracts": frozenset({Contract.CDI, Contract.CDD}),
    "hours": Hours.ANY,
    "avoided": frozenset(),
}


def person(*, birth_date: date | None = date(2005, 6, 1), **answers: Any) -> Person:
    """Somebody of 21 at HOME who wants to be a waiter and owns a car."""
    values = ProfileValues(**{**ANSWERS, **answers})
    return Person(values, birth_date, latitude=HOME[0], longitude=HOME[1], departement_code="23")


def offer(*, km: float = 3.0, **facts: Any) -> OfferRow:
    """A waiter's post, so many kilometres north of HOME, that anybody may take."""
    fitting: dict[str, Any] = {
        "id": next(_ids),
        "title": "Serveur / Serveuse (H/F)",
        "contract": Offered.CDI,
        "part_time": False,
        "experience_required": "D",
        "updated_on": date(2026, 11, 23),
        "latitude": HOME[0] + km * KM,
        "longitude": HOME[1],
        "departement_code": "23",
    }
    return OfferRow(**{**fitting, **facts})


def ranking(rows: list[OfferRow], who: Person | None = None, today: date = TODAY) -> Ranking:
    return rank_all(who or person(), OfferSet.of(rows), today)


def alone(row: OfferRow, who: Person | None = None, today: date = TODAY) -> Ranked:
    """The one offer, ranked."""
    return ranking([row], who, today)[0]


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


TITLES = (
    "Serveur / Serveuse en restauration (H/F)",
    "Vendeur en boulangerie",
    "Agent d'entretien",
    "Responsable de salle",
    "Barman",
    "Couvreur",
    "Élagueur grimpeur",
    "Cariste",
    "",
    "Veilleur de nuit",
    "Aide à domicile",
)
STARTS = ("", "now", "2026-12-01", "2027-06", "01")


def begins(value: str) -> Fact:
    """The fact of a text that says when the work begins."""
    return Fact(Kind.START, value, Need.STATED, 0.85, "Prise de poste")


WISHES = ("serveuse", "vandeuse en boulengerie", "ménage", "macdo", "je veux un taf", "🙂", "")
offer_rows = st.builds(
    OfferRow,
    id=st.integers(1, 10**6),
    title=st.sampled_from(TITLES),
    appellation=st.sampled_from(("", "Serveur / Serveuse de bar-brasserie", "Agent / Agente de propreté")),
    rome_code=maybe(st.sampled_from(("G1803", "K2204", "D1106"))),
    contract=st.sampled_from(Offered),
    part_time=maybe(st.booleans()),
    hours_text=st.sampled_from(("", "35H Travail de nuit", "Travail samedi et dimanche", "35H Horaires normaux")),
    experience_required=maybe(st.sampled_from("DSE")),
    experience_months=maybe(st.integers(0, 60)),
    level=maybe(st.integers(0, 7)),
    level_required=st.booleans(),
    licences=st.sampled_from(((), ("B",), ("C", "CE"), ("AM",))),
    licences_wished=st.sampled_from(((), ("B",))),
    updated_on=maybe(st.dates(date(2026, 1, 1), date(2026, 12, 31))),
    latitude=maybe(st.floats(45, 47) | st.just(float("nan"))),
    longitude=maybe(st.floats(1, 3)),
    departement_code=maybe(st.sampled_from(("23", "87"))),
    employer=st.sampled_from(("", "Café des Halles", "CAFE DES HALLES", "Agence Marchebois")),
    facts=st.sampled_from(STARTS).map(lambda value: (begins(value),) if value else ()),
)
unique_rows = st.lists(offer_rows, max_size=12, unique_by=lambda row: row.id)
answers = st.builds(
    ProfileValues,
    wishes=maybe(st.lists(st.sampled_from(WISHES), max_size=3).map(tuple)),
    modes=maybe(st.frozensets(st.sampled_from(Mode))),
    limit=maybe(st.builds(Limit, minutes=st.integers(1, 120)) | st.builds(Limit, km=st.integers(1, 100))),
    level=maybe(st.sampled_from(Level)),
    licences=maybe(st.dictionaries(st.sampled_from(Licence), st.sampled_from(LicenceState), max_size=3)),
    experience=maybe(
        st.lists(st.builds(Experience, st.sampled_from(WISHES), st.integers(1, 40)), max_size=2).map(tuple)
    ),
    contracts=maybe(st.frozensets(st.sampled_from(Contract))),
    hours=maybe(st.sampled_from(Hours)),
    avoided=maybe(st.frozensets(st.sampled_from(Avoided))),
    start_on=maybe(st.dates(date(2026, 1, 1), date(2027, 12, 31))),
)
people = st.builds(
    Person,
    answers,
    birth_date=maybe(st.dates(date(1994, 1, 1), date(2012, 12, 31))),
    latitude=maybe(st.just(HOME[0])),
    longitude=st.just(HOME[1]),
    departement_code=maybe(st.just("23")),
)
