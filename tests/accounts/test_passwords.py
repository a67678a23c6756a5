"""Passwords: long enough, not obvious, hashed with argon2id, equally slow for nobody."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicnjob.accounts import passwords
from clicnjob.accounts.errors import WeakPassword


@pytest.mark.parametrize(
    "password",
    ["", "court", "quatorze signe", "aaaaaaaaaaaaaaaaaaaa", "motdepasse12345", "azertyazertyazerty", "x" * 201],
)
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        passwords.check(password)


@pytest.mark.parametrize(
    "password",
    ["citron bleu tambour lune", "abcdefghijklmno", "Été-à-la-mer-2026", "clicnjob m'aide depuis le printemps"],
)
def test_a_long_password_needs_no_capital_nor_figure(password: str) -> None:
    passwords.check(password)


@settings(max_examples=5, deadline=None)
@given(st.text(min_size=15, max_size=64).filter(lambda text: len(set(text)) > 8))
def test_any_text_can_be_a_password(password: str) -> None:
    try:
        stored = passwords.hash_password(password)
    except WeakPassword:
        return
    assert passwords.verify(stored, password)
    assert not passwords.verify(stored, password + "x")


def test_the_hash_is_argon2id_with_the_parameters_of_the_workshop() -> None:
    stored = passwords.hash_password("citron bleu tambour lune")

    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not passwords.is_outdated(stored)


def test_an_account_without_password_lets_nobody_in() -> None:
    assert not passwords.verify(None, "a password that no account has")
