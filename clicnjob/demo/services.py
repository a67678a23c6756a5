"""Makes the demonstration through the services of the rooms: structures, accounts and profiles of invented people."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from clicnjob.accounts import services as accounts
from clicnjob.accounts.models import Structure, User
from clicnjob.accounts.roles import Role
from clicnjob.demo import people
from clicnjob.demo.people import StructureText, Young
from clicnjob.demo.towns import Town
from clicnjob.places import queries as places
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.gazetteer import Kind
from clicnjob.places.zones import PARIS
from clicnjob.profiles import services as profiles
from clicnjob.profiles.steps import STEPS
from clicnjob.profiles.values import ProfileValues
from clicnjob.text.normalise import fold

# Known to all, and so refused everywhere but on one's own machine.
PHRASE = "canal beffroi tartine velo"
OPERATOR, ADMIN = ("Agathe", "Wimereuil"), ("Pascal", "Vermandelle")
# Structures were opened before the first profile; answers were given over two months.
OPENED_DAYS, ANSWERED_DAYS = 90, 60
BY_COUNSELLOR = 0.6
# Who is shown signed in is of age: the widest choice of offers.
ADULT = 18


@dataclass(frozen=True, slots=True)
class Made:
    """How many of each were made."""

    structures: int
    sites: int
    professionals: int
    youths: int
    profiles: int


def towns_of(catalogue: Catalogue, region: str | None = None) -> list[Town]:
    """The inhabited communes of an INSEE region, or of every region, as the generators need them."""
    return [
        Town(
            code=commune.code,
            name=commune.name,
            postcode=commune.postcodes[0],
            department=commune.departement_code,
            department_name=catalogue.departements[commune.departement_code].name,
            region_name=catalogue.regions[commune.region_code].name,
            population=commune.population,
            lat=commune.latitude,
            lon=commune.longitude,
        )
        for commune in catalogue.communes
        if region in (None, commune.region_code) and commune.kind is not Kind.FORMER
        if commune.population and commune.postcodes
    ]


def make_people(session: Session, *, seed: int, day: date, towns: Sequence[Town]) -> Made:
    """Every structure with its sites, professionals and young people, the operator and the administrator."""
    for role, name in ((Role.OPERATOR, OPERATOR), (Role.ADMIN, ADMIN)):
        _professional(session, name, role, None, at(day, OPENED_DAYS), places.region_names(session))
    counts = [_structure(session, seed, day, text, towns) for text in people.structures()]
    return Made(
        structures=len(counts),
        sites=sum(len(text.sites) for text in people.structures()),
        professionals=2 + sum(1 + len(text.counsellors) for text in people.structures()),
        youths=sum(youths for youths, _ in counts),
        profiles=sum(begun for _, begun in counts),
    )


def at(day: date, days_before: int = 0) -> datetime:
    """Eight in the morning, universal time, of a day or of one before it."""
    return datetime.combine(day - timedelta(days=days_before), time(8), UTC)


def _structure(session: Session, seed: int, day: date, text: StructureText, towns: Sequence[Town]) -> tuple[int, int]:
    structure = accounts.create_structure(session, name=text.name, zone=PARIS, now=at(day, OPENED_DAYS))
    postcodes = {town.code: town.postcode for town in towns}
    for site in text.sites:
        accounts.create_site(
            session,
            structure=structure,
            name=site.name,
            kind=site.kind,
            address=site.address,
            postcode=postcodes[site.commune],
            commune_code=site.commune,
            phone=site.phone,
            hours=site.hours,
        )
    _professional(session, text.manager, Role.MANAGER, structure, at(day, OPENED_DAYS))
    team = [_professional(session, name, Role.COUNSELLOR, structure, at(day, OPENED_DAYS)) for name in text.counsellors]
    youths = people.youths(seed, day, text, towns)
    shown = _shown(youths, day)
    begun = 0
    for young in youths:
        rng = random.Random(f"{seed}/{young.username}")
        begun += _youth(session, rng, day, young, team[young.counsellor], PHRASE if young is shown else None)
    return len(youths), begun


def _shown(youths: Sequence[Young], day: date) -> Young | None:
    """The one whose sign-in is printed: an adult of the first counsellor's, with a full profile."""
    full = (young for young in youths if young.filled == "full" and young.counsellor == 0)
    return next((young for young in full if accounts.age_on(young.birth_date, day) >= ADULT), None)


def _professional(
    session: Session,
    name: people.Name,
    role: Role,
    structure: Structure | None,
    now: datetime,
    regions: Collection[str] = (),
) -> User:
    return accounts.create_user(
        session,
        username=fold(" ".join(name)),
        role=role,
        first_name=name[0],
        last_name=name[1],
        password=PHRASE,
        now=now,
        structure=structure,
        regions=regions if role == Role.OPERATOR else (),
    )


def _youth(
    session: Session, rng: random.Random, day: date, young: Young, counsellor: User, password: str | None
) -> bool:
    """One account and its profile; whether the profile is begun."""
    answered = at(day, rng.randint(1, ANSWERED_DAYS))
    user = accounts.create_user(
        session,
        username=young.username,
        role=Role.YOUTH,
        first_name=young.first_name,
        last_name=young.last_name,
        password=password,
        now=answered,
        structure=counsellor.structure,
        referent=counsellor,
        birth_date=young.birth_date,
    )
    author = counsellor if rng.random() < BY_COUNSELLOR else user
    if young.values == ProfileValues():
        return False
    for step in STEPS:
        if any(young.values.answered(question) for question in step.questions):
            profiles.save_step(session, youth=user, author=author, step=step, values=young.values, now=answered)
    return True
