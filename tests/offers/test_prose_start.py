"""When the work begins, in an offer's prose: at once, on a day, in a month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.facts import Kind
from clicnjob.offers.prose.reading import facts_in
from clicnjob.offers.starts import AT_ONCE, LATE, first_day, start_in_words
from clicnjob.offers.told import told
from tests.offers.made import plain

BEGINNINGS = [
    ("Prise de poste dès que possible", "now"),
    ("PRISE DE POSTE : IMMEDIATE", "now"),
    ("Poste à pourvoir immédiatement", "now"),
    ("Le poste est à pourvoir de suite.", "now"),
    ("CDI à pouvoir dès à présent", "now"),
    ("Démarrage rapidement", "now"),
    ("Date de début : ASAP", "now"),
    ("Nous recrutons au plus vite un serveur.", "now"),
    ("Poste disponible dès maintenant", "now"),
    ("*** URGENT ***", "now"),
    ("Poste à pourvoir dès que possible, jusqu'au 30 juin 2027", "now"),
    ("Poste à pourvoir le 5 janvier 2027", "2027-01-05"),
    ("Prise de poste au 1er mars", "03-01"),
    ("Poste à pourvoir en janvier", "01"),
    ("Prise de fonction : septembre 2027", "2027-09"),
    ("Démarrage début mars", "03"),
    ("Prise de poste mi-avril", "04-15"),
    ("Poste à pourvoir fin août 2027", "2027-08-25"),
    ("Contrat à partir du 01/12/2026", "2026-12-01"),
    ("CDD à compter du 2/1/27", "2027-01-02"),
    ("Prise de poste le 09.12.26", "2026-12-09"),
    ("Date de début : 2027-04-01", "2027-04-01"),
    ("Date de prise de poste : janvier ou février 2027", "01"),
    ("Remplacement du 14 au 27/04/2027", "2027-04-14"),
    ("Une mission du 2 au 20 juin 2027", "2027-06-02"),
    ("La mission débutera le 2 décembre.", "12-02"),
    ("Nous cherchons un cuisinier. Nous recrutons pour le mois de mai.", "05"),
    ("Poste à pourvoir à partir du 1er déc. 2026", "12-01"),
]
FALSE_FRIENDS = [
    "Début 6h, fin 13h",
    "Prise de poste à 6h du lundi au vendredi",
    "Prise de service dès 5h30",
    "Débutant accepté",
    "Entreprise créée en 2019",
    "Notre société, créée en mars 2019, recrute.",
    "Depuis janvier 2020, nous recrutons partout.",
    "Accompagnement à la prise de poste",
    "Formation avant la prise de poste",
    "Date limite de candidature : 31/01/2027",
    "Les entretiens de recrutement auront lieu le 16/12/2026.",
    "Job dating le 14 mars, plusieurs postes",
    "Contactez-nous au plus vite !",
    "Merci d'envoyer votre CV dès que possible pour ce poste.",
    "Vous intervenez immédiatement sur les pannes du poste.",
    "Votre mission : entretenir l'environnement immédiat de la personne",
    "Redémarrer l'installation au plus vite",
    "Poste évolutif, vous évoluez rapidement.",
    "CDD jusqu'au 31/08/2027",
    "Plusieurs postes à pourvoir, 35/39 heures",
    "Salaire à partir de 12,50 euros",
    "Date de début : 2027-13-01",
    "Prise de poste le 31/11",
    "Médecin urgentiste",
    "Soins urgents",
    "Un poste chez Mars Services, maison fondée en mai 1950",
]
OFFERED = date(2026, 11, 20)


def beginnings(text: str) -> list[str]:
    return [fact.value for fact in facts_in("", text) if fact.kind == Kind.START]


@pytest.mark.parametrize(("sentence", "value"), BEGINNINGS)
def test_the_beginning_of_the_work_is_read(sentence: str, value: str) -> None:
    assert beginnings(sentence) == [value]


@pytest.mark.parametrize("sentence", FALSE_FRIENDS)
def test_other_hours_days_and_hurries_are_no_beginning(sentence: str) -> None:
    assert beginnings(sentence) == []


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("now", AT_ONCE),
        ("2027-01-05", date(2027, 1, 5)),
        ("2027-01", date(2027, 1, 1)),
        ("01-05", date(2027, 1, 5)),
        ("12-09", date(2026, 12, 9)),
        ("10-15", date(2026, 10, 15)),
        ("08-15", date(2027, 8, 15)),
        ("11", date(2026, 11, 1)),
        ("06/09", date(2027, 6, 1)),
        ("2026-12/2027-04", date(2026, 12, 1)),
        ("02-30", None),
        ("2027-02-30", None),
        ("", None),
    ],
)
def test_a_year_that_is_not_said_is_guessed_from_the_day_of_the_offer(value: str, day: date | None) -> None:
    assert first_day(value, OFFERED) == day


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 12), st.integers(1, 28))
def test_a_guessed_day_lies_within_the_year_that_begins_two_months_before_the_offer(
    offered: date, month: int, day: int
) -> None:
    found = first_day(f"{month:02}-{day:02}", offered)

    assert found is not None
    assert 0 <= (found - (offered - LATE)).days <= 366


def test_without_the_day_of_the_offer_no_year_is_guessed() -> None:
    assert first_day("01-05", None) is None
    assert first_day("now", None) == AT_ONCE


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Prise de poste immédiate", "dès que possible"),
        ("Poste à pourvoir le 5 janvier 2027", "le 5 janvier 2027"),
        ("Prise de poste au 1er mars", "le 1er mars"),
        ("Poste à pourvoir en août 2027", "en août 2027"),
        ("Prise de poste mi-avril", "mi-avril"),
        ("Poste à pourvoir fin août 2027", "fin août 2027"),
    ],
)
def test_the_page_says_when_in_plain_words_and_quotes_them(sentence: str, words: str) -> None:
    (row,) = told(facts_in("", sentence))

    assert (row.word, plain(row.value), row.excerpt) == ("Début", words, sentence)


def test_no_value_is_left_without_words() -> None:
    assert start_in_words("") == "dès que possible"
