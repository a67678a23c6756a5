"""What partners write where France Travail has codes: dates, hours, pay, contracts, experience, identifiers, places."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.contracts import Contract, contract_of
from clicnjob.offers.dates import EARLIEST, ending, instant
from clicnjob.offers.hours import part_time, weekly_hours
from clicnjob.offers.requirements import Experience, experience_of
from clicnjob.offers.salaries import UNTOLD, Period, Salary, salary_of
from tests.offers.made import draft

DATES = {
    "11/12/2025 10:41:41": (2025, 12, 11, 9, 41, 41),
    "22-05-2025 00:11:19": (2025, 5, 21, 22, 11, 19),
    "3/7/2026": (2026, 7, 2, 22, 0, 0),
    "20260101": (2025, 12, 31, 23, 0, 0),
    "2025-02-27 14:31:25 UTC": (2025, 2, 27, 14, 31, 25),
    "2025-02-26T16:40:27+0100\n": (2025, 2, 26, 15, 40, 27),
    "Wed, 26 Feb 2025 16:40:27 +0100": (2025, 2, 26, 15, 40, 27),
    "2025-10-03T09:19:58.77": (2025, 10, 3, 7, 19, 58),
}


@pytest.mark.parametrize("written", DATES)
def test_a_date_is_read_as_partners_write_it(written: str) -> None:
    found = instant(written)

    assert found is not None
    assert found.replace(microsecond=0) == datetime(*DATES[written], tzinfo=UTC)


@pytest.mark.parametrize("written", ["31/02/2025", "hier", "Feb", "12/25/2025", "11/12/25", "", "1" * 100])
def test_what_is_no_date_is_none(written: str) -> None:
    assert instant(written) is None


@given(st.text(max_size=80))
def test_any_text_is_an_aware_date_of_this_century_or_none(written: str) -> None:
    found = instant(written)

    assert found is None or found >= EARLIEST


@pytest.mark.parametrize(
    ("written", "day", "hour"), [("2026-11-30", 30, 23), ("30/11/2026", 30, 23), ("2026-11-30T08:00:00Z", 30, 8)]
)
def test_an_end_without_an_hour_lasts_until_the_evening(written: str, day: int, hour: int) -> None:
    assert ending(written) == datetime(2026, 11, day, hour, tzinfo=UTC)


CONTRACTS = [
    ("", "CDD - Alternance - Contrat d'apprentissage", Contract.APPRENTICESHIP),
    ("", "CDD - Alternance - Contrat de professionnalisation", Contract.PROFESSIONALISATION),
    ("", "Contrat d'alternance (pro, apprentissage)", Contract.APPRENTICESHIP),
    ("", "CDI, Alternance / Apprentissage", Contract.APPRENTICESHIP),
    ("", "Alternating", Contract.APPRENTICESHIP),
    ("", "Apprenticeship", Contract.APPRENTICESHIP),
    ("CDI temps plein", "", Contract.CDI),
    ("Contrat à durée indéterminée", "", Contract.CDI),
    ("Contrat à durée déterminée (6 mois)", "", Contract.CDD),
    ("CDI intérimaire", "", Contract.INTERIM),
    ("Emploi saisonnier", "", Contract.SEASONAL),
    ("", "PART_TIME, TEMPORARY", Contract.CDD),
    ("", "CONTRACTOR", Contract.SELF_EMPLOYED),
    ("", "VIE", Contract.OTHER),
    ("", "FULL_TIME", Contract.OTHER),
    ("CDI", "Contrat travail", Contract.CDI),
]


@pytest.mark.parametrize(("kind", "nature", "contract"), CONTRACTS)
def test_a_contract_in_words_is_understood(kind: str, nature: str, contract: Contract) -> None:
    assert contract_of(kind, nature, studied=False, title="Vendeur (H/F)") == contract


PAYS = {
    "18 - 22 k€ brut annuel": Salary(Period.YEAR, 18_000, 22_000),
    "A partir de 21 k€ brut annuel": Salary(Period.YEAR, 21_000, 21_000),
    "De 820€ à 1 823€ par mois": Salary(Period.MONTH, 820, 1823),
    "26 000 € - 30 000 € par an": Salary(Period.YEAR, 26_000, 30_000),
    "12,50 €/h": Salary(Period.HOUR, 12.5, 12.5),
    "35 h par semaine, 12 euros de l'heure": Salary(Period.HOUR, 12, 12),
    "À partir de 11,88 € par an": UNTOLD,
    "1 940 €": UNTOLD,
    "A négocier": UNTOLD,
    "2000 par mois": UNTOLD,
    "20 k€ par an soit 1700 € par mois": UNTOLD,
}


@pytest.mark.parametrize("words", PAYS)
def test_pay_in_free_words_is_read_when_it_says_what_it_pays_for(words: str) -> None:
    assert salary_of(words) == PAYS[words]


@pytest.mark.parametrize(
    ("words", "hours"), [("35", 35.0), ("17,5", 17.5), ("0", None), ("99", None), ("35 à 39", None)]
)
def test_hours_alone_in_their_field_are_a_week(words: str, hours: float | None) -> None:
    assert weekly_hours(words) == hours


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Full time", False),
        ("PART_TIME, TEMPORARY", True),
        ("Temps complet", False),
        ("Temps Partiel", True),
        ("", None),
    ],
)
def test_part_time_is_understood_in_both_languages(words: str, part: bool | None) -> None:
    assert part_time("", words, None) is part


EXPERIENCES = {
    "Aucune expérience exigée": Experience("D", None),
    "Tous niveaux d'expérience acceptés": Experience("D", None),
    "Indifférent": Experience("D", None),
    "0-1 an": Experience("D", None),
    "Minimum 2 ans": Experience("E", 24),
    "Expérience exigée": Experience("E", None),
}


@pytest.mark.parametrize("words", EXPERIENCES)
def test_experience_in_words_keeps_beginners_in(words: str) -> None:
    assert experience_of("", words) == EXPERIENCES[words]


@pytest.mark.parametrize(
    "kept", ["2026-100001", "-6366765753872521621", "ab3c7310-98eb-4541-9a91-438dafddfae3", "0012"]
)
def test_a_sound_identifier_is_kept(kept: str) -> None:
    assert draft(id=kept).source_id == kept


def test_a_negative_number_is_an_identifier_too() -> None:
    assert draft(id=-6366765753872521621).source_id == "-6366765753872521621"


@pytest.mark.parametrize("odd", ["https://exemple.fr/offre?id=12", "1792883/10218731", "a" * 300, "{A-1}"])
def test_an_identifier_that_cannot_be_kept_is_replaced_by_its_digest(odd: str) -> None:
    found = draft(id=odd).source_id

    assert len(found) == 33
    assert found == draft(id=odd).source_id != draft(id=odd + "1").source_id


def test_an_address_whose_town_comes_last_is_in_that_town() -> None:
    found = draft(lieuTravail={"libelle": "4 RUE DES TANNEURS 07000 PRIVAS"})

    assert (found.commune_code, found.place_label) == ("07186", "4 RUE DES TANNEURS 07000 PRIVAS")
