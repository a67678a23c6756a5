"""`clicnjob matching rank` answers whatever the files hold: every offer once, bad people named by their line."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from clicnjob.matching.commands import matching_group

PERSON = {"id": "p", "age": 19, "commune_insee": "07186", "wishes": ["serveuse"], "max_km": 10, "unknown": {"a": 1}}
ODD = (
    {"id": "00"},
    {"id": "no place", "intitule": "Serveur", "description": "Service."},
    {"id": "nan", "intitule": "Serveur", "lieuTravail": {"latitude": float("nan"), "longitude": float("nan")}},
    {"id": "emoji", "intitule": "🍕🍕", "description": "\x00\x07"},
    {"id": "00", "intitule": "again"},
)


def ranked(folder: Path, offers: str, people: str) -> Result:
    (folder / "offers.ndjson").write_text(offers, encoding="utf-8")
    (folder / "people.ndjson").write_text(people, encoding="utf-8")
    files = ["--offers", str(folder / "offers.ndjson"), "--people", str(folder / "people.ndjson")]
    return CliRunner().invoke(matching_group, ["rank", *files, "--date", "2026-11-24"])


def test_offers_an_import_would_refuse_are_ranked_once(tmp_path: Path) -> None:
    result = ranked(tmp_path, "\n".join(map(json.dumps, ODD)), json.dumps(PERSON))

    assert result.exit_code == 0
    assert sorted(json.loads(result.stdout)["ranking"]) == ["00", "emoji", "nan", "no place"]


def test_a_person_that_cannot_be_read_is_named_by_its_line_and_the_others_are_served(tmp_path: Path) -> None:
    people = "\n".join((json.dumps(PERSON), json.dumps({**PERSON, "age": []}), "no json", json.dumps({"id": 2})))
    result = ranked(tmp_path, json.dumps(ODD[1]), people)

    assert result.exit_code == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["p", 2]
    assert "Ligne 2 :" in result.stderr
    assert "Ligne 3 :" in result.stderr
