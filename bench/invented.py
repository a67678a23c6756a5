"""Invented people and offers by the hundred thousand: titles, wishes with typing errors, places, every attribute."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

import numpy as np

from clicnjob.matching.values import OfferRow, Person
from clicnjob.occupations import lexicon_files
from clicnjob.offers.contracts import Contract as Offered
from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.gazetteer import Commune
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

COMPLEMENTS = (
    "", "polyvalent", "confirmé", "débutant", "de nuit", "de jour", "en intérim", "bilingue anglais", "itinérant",
    "secteur agroalimentaire", "secteur automobile", "en grande surface", "en collectivité", "sur chantier",
    "saisonnier", "atelier", "premier niveau", "équipe du matin", "équipe du soir", "site industriel",
)  # fmt: skip
FRAMES = ("{}", "Un {}", "{} en alternance", "{} en région", "Poste de {}", "{} à temps partiel")
WISH_FRAMES = (
    "{}",
    "je veux faire {}",
    "{} svp",
    "travailler comme {}",
    "{} débutant",
    "un taf de {}",
    "{} près de chez moi",
)
ZIPF = 0.7
TYPOS = 0.25
# One text in seven says when the work begins.
SAID = 0.14
STARTS = ("now", "now", "2027-01-05", "02", "2027-06")
FREE = (None, date(2026, 11, 1), date(2026, 12, 20), date(2027, 6, 15))
CONTRACTS = (Offered.CDI, Offered.CDD, Offered.INTERIM, Offered.SEASONAL, Offered.APPRENTICESHIP)


def titles(count: int, seed: int) -> list[tuple[str, str]]:
    """So many titles whose stems differ, each with the code of its occupation."""
    known = [(title, one.code) for one in lexicon_files.occupations() for title in one.titles]
    combined = [
        (frame.format(f"{title} {more}".strip()), code)
        for (title, code), more, frame in product(known, COMPLEMENTS, FRAMES)
    ]
    random.Random(seed).shuffle(combined)
    return list(dict(combined).items())[:count]


def offers(count: int, distinct_titles: int, communes: Sequence[Commune], seed: int, today: date) -> list[OfferRow]:
    """Offers whose titles, places and conditions are drawn; a title in few offers is as usual as in life."""
    draw = random.Random(seed)
    known = titles(distinct_titles, seed)
    chosen = known + draw.choices(known, k=max(0, count - len(known)))
    homes = draw.choices(communes, weights=[one.population + 1 for one in communes], k=count)
    return [
        OfferRow(
            id=place,
            title=title,
            rome_code=code,
            contract=draw.choice(CONTRACTS),
            part_time=draw.choice((True, False, False, None)),
            hours_text=draw.choice(("", "", "35H Travail en journée", "Travail de nuit", "Travail samedi et dimanche")),
            experience_required=draw.choice(("D", "D", "E", "S", None)),
            experience_months=draw.choice((None, 6, 12, 24)),
            level=draw.choice((None, None, 3, 4, 5)),
            level_required=draw.random() < 0.3,
            licences=draw.choice(((), (), ("B",), ("C",))),
            updated_on=today - timedelta(days=draw.randrange(60)),
            latitude=home.latitude,
            longitude=home.longitude,
            departement_code=home.departement_code,
            employer=f"Maison {int(draw.paretovariate(0.9))}",
            facts=(Fact(Kind.START, draw.choice(STARTS), Need.STATED, 0.85, ""),) if draw.random() < SAID else (),
        )
        for place, ((title, code), home) in enumerate(zip(chosen[:count], homes, strict=True))
    ]


def wishes(distinct: int, count: int, seed: int) -> list[str]:
    """So many wishes drawn from a Zipf law over distinct ones, a quarter with one more typing error."""
    draw = random.Random(seed)
    said = [text for one in lexicon_files.occupations() for text in (*one.said, *one.titles)]
    combined = [frame.format(text) for text, frame in product(said, WISH_FRAMES)]
    texts = list(dict.fromkeys(combined))
    draw.shuffle(texts)
    # A typing error makes a wish nobody else wrote: they are three quarters of the distinct ones.
    texts = texts[: distinct // 4]
    weights = 1 / np.arange(1, len(texts) + 1) ** ZIPF
    drawn = draw.choices(texts, weights=weights.tolist(), k=count)
    return [mistyped(text, draw) if draw.random() < TYPOS else text for text in drawn]


def mistyped(text: str, draw: random.Random) -> str:
    """One letter dropped, doubled, replaced or swapped with the next."""
    place = draw.randrange(len(text))
    letter = draw.choice("aeinorstulc")
    return draw.choice(
        (
            text[:place] + text[place + 1 :],
            text[:place] + text[place] + text[place:],
            text[:place] + letter + text[place + 1 :],
            text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
        )
    )


def people(count: int, distinct_wishes: int, communes: Sequence[Commune], seed: int) -> list[Person]:
    """People with one wish each and every other answer of a profile, in many communes."""
    draw = random.Random(seed)
    homes = draw.choices(communes, weights=[one.population + 1 for one in communes], k=count)
    jobs = [one.titles[0] for one in lexicon_files.occupations()]
    return [
        Person(
            ProfileValues(
                wishes=(wish,),
                modes=frozenset(draw.sample(list(Mode), k=draw.randint(1, 2))),
                limit=Limit(km=draw.choice((5, 10, 15, 20, 30, 50))),
                level=draw.choice(list(Level)),
                licences=draw.choice(({}, {}, {Licence.B: LicenceState.HAVE}, {Licence.AM: LicenceState.HAVE})),
                experience=(Experience(draw.choice(jobs), draw.randrange(24)),) if draw.random() < 0.5 else (),
                contracts=frozenset(draw.sample(list(Contract), k=draw.randint(0, 3))),
                hours=draw.choice(list(Hours)),
                avoided=frozenset(draw.sample(list(Avoided), k=draw.randint(0, 1))),
                start_on=draw.choice(FREE),
            ),
            age=draw.randint(16, 25),
            latitude=home.latitude,
            longitude=home.longitude,
            departement_code=home.departement_code,
        )
        for wish, home in zip(wishes(distinct_wishes, count, seed), homes, strict=True)
    ]


def towns(catalogue: Catalogue) -> list[Commune]:
    """Every commune."""
    return list(catalogue.gazetteer.communes)
