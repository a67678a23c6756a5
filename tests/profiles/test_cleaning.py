"""Free texts are cleaned before they are kept, and never hold a private number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.profiles.cleaning import clean_texts, cleaned
from clicnjob.profiles.errors import PrivateNumberTyped
from clicnjob.profiles.values import Experience, ProfileValues
from clicnjob.text.normalise import fold

NIR = "1 85 05 78 006 084 91"
IBAN = "FR14 2004 1010 0505 0001 3M02 606"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["  vendeuse   en\tboulangerie "], ("vendeuse en boulangerie",)),
        (["Vendeuse", "vendeuse", "VENDEUSE !", "serveur"], ("Vendeuse", "serveur")),
        (["", "  ", "???", "cuisine"], ("cuisine",)),
        (["a", "b", "c", "d", "e", "f"], ("a", "b", "c", "d", "e")),
        (["x" * 300], ("x" * 100,)),
    ],
)
def test_texts_are_trimmed_and_said_once(typed: list[str], kept: tuple[str, ...]) -> None:
    assert clean_texts(typed, 5, 100) == kept


@given(st.lists(st.text(max_size=150), max_size=12))
def test_clean_texts_stay_clean_and_keep_their_order(typed: list[str]) -> None:
    kept = clean_texts(typed, 5, 100)

    assert clean_texts(kept, 5, 100) == kept
    assert len({fold(text) for text in kept}) == len(kept) <= 5
    assert all(0 < len(text) <= 100 and text == " ".join(text.split()) for text in kept)


@pytest.mark.parametrize("number", [NIR, IBAN])
@pytest.mark.parametrize(
    "build",
    [
        lambda text: ProfileValues(wishes=("cuisine", text)),
        lambda text: ProfileValues(experience=(Experience(text, 3),)),
        lambda text: ProfileValues(languages=("français", text)),
    ],
    ids=["wishes", "experience", "languages"],
)
def test_a_private_number_is_refused_in_every_free_text(build, number: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PrivateNumberTyped, match="ne s'écrit pas ici"):
        cleaned(build(f"mon numéro {number}"))


def test_an_experience_without_words_is_dropped() -> None:
    values = ProfileValues(experience=(Experience("  ...", 3), Experience(" serveuse ", 6)))

    assert cleaned(values).experience == (Experience("serveuse", 6),)


def test_no_wish_left_is_no_answer_but_no_experience_stays_an_answer() -> None:
    clean = cleaned(ProfileValues(wishes=(" ",), experience=()))

    assert (clean.wishes, clean.experience) == (None, ())
