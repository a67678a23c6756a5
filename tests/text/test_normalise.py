"""The plain form of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.text.normalise import fold


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Bourg-lès-Valence", "bourg les valence"),
        ("L’Abergement-Clémenciat", "l abergement clemenciat"),
        ("Œuilly", "oeuilly"),
        ("CÆSAR", "caesar"),
        ("serveur·se / resto", "serveur se resto"),
        ("e\u0301te\u0301", "ete"),
        ("75 - PARIS 09", "75 paris 09"),
        ("  \t\n", ""),
        ("مرحبا", ""),
        ("ＦＵＬＬ width", "full width"),
    ],
)
def test_a_text_loses_case_accents_and_signs(text: str, plain: str) -> None:
    assert fold(text) == plain


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_only_plain_letters_digits_and_single_spaces_remain(text: str) -> None:
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in fold(text).split(" ") if word)
    assert "  " not in fold(text)
