"""Social security and bank account numbers are found however they are written, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.text.private_numbers import PrivateNumber, private_number_in

DIGITS = "0123456789"
# Figures of the documentation of each country's number; nobody's.
KNOWN_IBANS = [
    "FR14 2004 1010 0505 0001 3M02 606",
    "DE89 3704 0044 0532 0130 00",
    "BE68 5390 0754 7034",
    "GB29 NWBK 6016 1331 9268 19",
    "ES91 2100 0418 4502 0005 1332",
    "NL91 ABNA 0417 1643 00",
]


@st.composite
def nirs(draw: st.DrawFn) -> str:
    """Fifteen signs of an invented person, key included."""
    county = draw(st.sampled_from(["62", "07", "97", "99", "2A", "2B"]))
    head = draw(st.sampled_from("123478")) + draw(st.text(DIGITS, min_size=2, max_size=2))
    month, tail = draw(st.integers(1, 12)), draw(st.text(DIGITS, min_size=6, max_size=6))
    signs = f"{head}{month:02}{county}{tail}"
    number = int(signs.replace("2A", "19", 1) if county == "2A" else signs.replace("2B", "18", 1))
    if county in ("2A", "2B"):
        number = int(signs[:5] + {"2A": "19", "2B": "18"}[county] + signs[7:])
    return f"{signs}{97 - number % 97:02}"


@st.composite
def french_ibans(draw: st.DrawFn) -> str:
    account = draw(st.text(DIGITS, min_size=10, max_size=10)) + draw(st.text(DIGITS, min_size=13, max_size=13))
    return f"FR{98 - int(account + '152700') % 97:02}{account}"


def written(draw: st.DrawFn, signs: str) -> str:
    """The signs as people write them: apart in places, in small letters or not, in the middle of a sentence."""
    gap = draw(st.sampled_from(["", " ", ".", "-", "\u00a0", " - "]))
    cuts = draw(st.sets(st.integers(1, len(signs) - 1)))
    body = "".join((gap if place in cuts and len(gap) < 3 else "") + sign for place, sign in enumerate(signs))
    before, after = draw(st.sampled_from(["", "mon numéro ", "06 12 et "])), draw(st.sampled_from(["", ".", " merci"]))
    return before + draw(st.sampled_from([body, body.lower()])) + after


@given(st.data())
def test_a_social_security_number_is_found_however_it_is_written(data: st.DataObject) -> None:
    text = written(data.draw, data.draw(nirs()))

    assert private_number_in(text) is PrivateNumber.SOCIAL_SECURITY


@given(nirs(), st.integers(1, 96))
def test_a_number_whose_key_is_wrong_is_not_a_social_security_number(nir: str, shift: int) -> None:
    key = (int(nir[13:]) - 1 + shift) % 97 + 1

    assert private_number_in(f"{nir[:13]}{key:02}") is None


@given(st.data())
def test_a_bank_account_number_is_found_however_it_is_written(data: st.DataObject) -> None:
    text = written(data.draw, data.draw(french_ibans()))

    assert private_number_in(text) is PrivateNumber.BANK_ACCOUNT


@pytest.mark.parametrize("iban", KNOWN_IBANS)
def test_the_account_numbers_of_other_countries_are_found(iban: str) -> None:
    assert private_number_in(f"virement sur {iban}.") is PrivateNumber.BANK_ACCOUNT


@pytest.mark.parametrize("iban", KNOWN_IBANS)
def test_an_account_number_with_one_wrong_figure_is_not_one(iban: str) -> None:
    wrong = iban[:2] + str((int(iban[2]) + 1) % 10) + iban[3:]

    assert private_number_in(wrong) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "vendeuse en boulangerie",
        "mon tel 06 12 34 56 78 ou 01 23 45 67 89",
        "1850 euros par mois, 35 heures, 2 ans et 3 mois d'expérience",
        "de 18 à 25 ans, dans le 62 ou le 59, au 03 21 00 00 00",
        "FR un peu, DE beaucoup, GB aussi",
        "SIRET 552 100 554 00013",
    ],
)
def test_ordinary_words_and_numbers_are_left_alone(text: str) -> None:
    assert private_number_in(text) is None


@given(st.text(max_size=200))
def test_any_text_is_read_without_fault(text: str) -> None:
    private_number_in(text)
