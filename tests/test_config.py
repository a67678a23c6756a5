"""Settings: nothing is needed to develop, nothing unsafe starts in production."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from config import Settings, SettingsError

SAFE = {
    "CLICNJOB_ENV": "production",
    "CLICNJOB_SECRET_KEY": "x" * 40,
    "CLICNJOB_PUBLIC_URL": "https://clicnjob.example.fr",
}


def problems(environ: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(environ)
    return caught.value.problems


def test_development_needs_no_variable(tmp_path: Path) -> None:
    settings = Settings.from_env({"CLICNJOB_DATA_DIR": str(tmp_path)})

    assert (settings.env, settings.host, settings.tls) == ("development", "127.0.0.1", False)


def test_a_development_secret_is_random_private_and_survives_a_restart(tmp_path: Path) -> None:
    environ = {"CLICNJOB_DATA_DIR": str(tmp_path)}

    first, second = Settings.from_env(environ), Settings.from_env(environ)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "development-secret").stat().st_mode & 0o077 == 0


def test_production_starts_with_its_secrets(tmp_path: Path) -> None:
    settings = Settings.from_env({**SAFE, "CLICNJOB_DATA_DIR": str(tmp_path)})

    assert settings.cookie_prefix == "__Host-"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("missing", ["CLICNJOB_SECRET_KEY", "CLICNJOB_PUBLIC_URL"])
def test_production_refuses_to_start_without(missing: str) -> None:
    found = problems({name: value for name, value in SAFE.items() if name != missing})

    assert len(found) == 1
    assert missing in found[0]


def test_a_server_open_to_others_needs_the_secrets_of_production() -> None:
    found = problems({"CLICNJOB_HOST": "0.0.0.0"})

    assert [name in " ".join(found) for name in ("SECRET_KEY", "PUBLIC_URL")] == [True, True]


def test_a_public_address_over_plain_http_is_refused() -> None:
    assert "PUBLIC_URL" in problems({**SAFE, "CLICNJOB_PUBLIC_URL": "http://clicnjob.example.fr"})[0]


@pytest.mark.parametrize(("name", "value"), [("PORT", "abc"), ("PORT", "0"), ("IMPORT_MAX_MB", "-1"), ("ENV", "prod")])
def test_a_value_that_cannot_be_read_is_named_with_what_to_write(name: str, value: str) -> None:
    found = problems({**SAFE, f"CLICNJOB_{name}": value})

    assert f"CLICNJOB_{name} vaut « {value} »" in found[0]


def test_every_problem_is_said_at_once() -> None:
    assert len(problems({"CLICNJOB_ENV": "production", "CLICNJOB_PORT": "x"})) == 3


def test_settings_do_not_change(tmp_path: Path) -> None:
    settings = Settings.from_env({"CLICNJOB_DATA_DIR": str(tmp_path)})

    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    "address",
    ["http://api.exemple.example/search", "https://moi:secret@api.exemple.example/", "ftp://127.0.0.1/", "rien"],
)
def test_offers_are_asked_for_where_nobody_can_listen(tmp_path: Path, address: str) -> None:
    environ = {"CLICNJOB_DATA_DIR": str(tmp_path), "CLICNJOB_PULL_TOKEN_URL": address}

    assert problems(environ) == [
        "CLICNJOB_PULL_TOKEN_URL ne convient pas. Écrivez une adresse en https://, sans mot de passe."
    ]


def test_offers_are_asked_of_france_travail_when_nothing_else_is_said(tmp_path: Path) -> None:
    settings = Settings.from_env({"CLICNJOB_DATA_DIR": str(tmp_path)})

    assert settings.pull.url.startswith("https://api.francetravail.io/")
    assert (settings.pull.cap, settings.pull.page, settings.pull.configured) == (3150, 150, False)
