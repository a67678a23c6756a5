"""`clicnjob matching rank` answers whatever the files hold: every offer once, bad people named by their line."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from clicnjob.matching.commands import matching_group
from clicnjob.matching.offers_file import offers
from clicnjob.matching.values import GapName
from tests.offers.made import GUERET, PRIVAS, Record, record
from tests.places import small

PERSON: dict[str, Any] = {
    "id": "p",
    "age": 19,
    "commune_insee": "07186",
    "transport": ["car"],
    "wishes": ["serveuse"],
    "max_km": 10,
    "licence": ["B"],
    "contracts": ["CDI"],
    "experience": [],
    "unknown": {"a": 1},
}
NAN = float("nan")
# What an import would refuse, or hardly read.
ODD = (
    {"id": "00"},
    record(1, lieuTravail=None),
    record(2, lieuTravail={**PRIVAS, "latitude": NAN, "longitude": -float("inf")}),
    record(3, intitule="🍕🍕", description="\x00\x07"),
    record(4, intitule=None),
    record(5, romeCode=None),
    record(6, description=None),
    record(7, dateCreation=None, dateActualisation=None),
    {"id": "00", "intitule": "again"},
)
ODD_IDS = sorted({str(one["id"]) for one in ODD})
# The offers at hand, from which one thing keeps this person at a time.
GAPS = {
    "distance": record(11, lieuTravail={**PRIVAS, "latitude": PRIVAS["latitude"] + 0.12}),  # type: ignore[operator]
    "licence": record(12, description="Permis C exigé."),
    "experience": record(13, experienceExige="E", experienceLibelle="24 Mois"),
    "contract": record(14, typeContrat="MIS", typeContratLibelle="Intérim"),
    "age": record(15, description="Vous avez 21 ans minimum."),
}
SELF_EMPLOYED = record(20, typeContrat="LIB", typeContratLibelle="Profession libérale")


def ranked(folder: Path, given: bytes, people: str, name: str = "offers.ndjson") -> Result:
    (folder / name).write_bytes(given)
    (folder / "people.ndjson").write_text(people, encoding="utf-8")
    return called("--offers", str(folder / name), "--people", str(folder / "people.ndjson"))


def called(*options: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(matching_group, ["rank", *options, "--date", "2026-11-24"], input=given)


def lines(given: Sequence[Record]) -> bytes:
    return "\n".join(map(json.dumps, given)).encode()


def answers(folder: Path, given: Sequence[Record], *people: dict[str, Any]) -> list[dict[str, Any]]:
    """What is written of the one person with each of these changes, in one run."""
    result = ranked(folder, lines(given), "\n".join(json.dumps({**PERSON, **changes}) for changes in people))
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_start_and_the_employer_of_a_file_have_their_rows(tmp_path: Path) -> None:
    given = [record(1, description="Prise de poste dès que possible.", entreprise={"nom": "Café des Halles"})]
    (answer,) = answers(tmp_path, given, {})
    said = {row["criterion"]: row["sentence"] for row in answer["reasons"]["9000001"]}

    assert said["start"] == "Ça commence dès que possible. Dis quand tu es libre."
    assert said["exposure"] == "C'est la seule offre de cet employeur. Un petit plus."


def test_offers_an_import_would_refuse_are_ranked_once(tmp_path: Path) -> None:
    result = ranked(tmp_path, json.dumps({"resultats": ODD}).encode(), json.dumps(PERSON))

    assert result.exit_code == 0
    assert sorted(json.loads(result.stdout)["ranking"]) == ODD_IDS


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("shape", ["lines", "page", "list"])
def test_a_position_that_is_no_number_is_none_in_every_shape(tmp_path: Path, shape: str, indent: int | None) -> None:
    file = tmp_path / "offers.json"
    kinds: dict[str, Any] = {"page": {"resultats": ODD}, "list": ODD}
    file.write_bytes(lines(ODD) if shape == "lines" else json.dumps(kinds[shape], indent=indent).encode())
    rows = {row.id: row for row in offers(file, small.catalogue())}
    placeless = {name: value for name, value in PRIVAS.items() if name not in ("latitude", "longitude")}
    file.write_bytes(lines([record(2, lieuTravail=placeless)]))

    assert sorted(map(str, rows)) == ODD_IDS
    assert [rows["9000002"]] == list(offers(file, small.catalogue()))


def test_packed_offers_are_read(tmp_path: Path) -> None:
    result = ranked(tmp_path, gzip.compress(lines([record(1)])), json.dumps(PERSON), "offers.ndjson.gz")

    assert json.loads(result.stdout)["ranking"] == ["9000001"]


@pytest.mark.parametrize("given", ["offers", "people"])
def test_a_dash_is_the_standard_input(tmp_path: Path, given: str) -> None:
    texts = {"offers": lines([record(1)]), "people": json.dumps(PERSON).encode()}
    other = "people" if given == "offers" else "offers"
    (tmp_path / other).write_bytes(texts[other])

    result = called(f"--{given}", "-", f"--{other}", str(tmp_path / other), given=texts[given])

    assert json.loads(result.stdout)["ranking"] == ["9000001"]


def test_a_home_is_known_by_a_code_of_old_an_arrondissement_or_the_whole_city(tmp_path: Path) -> None:
    place = {"commune": "75109", "latitude": 48.88, "longitude": 2.34}
    near = [record(1, lieuTravail=GUERET), record(2, lieuTravail=place)]
    homes = ({"commune_insee": code, "max_km": 50} for code in ("23199", "75109", "75056"))

    assert [one["ranking"][0] for one in answers(tmp_path, near, *homes)] == ["9000001", "9000002", "9000002"]


def test_what_says_nothing_of_these_offers_changes_nothing(tmp_path: Path) -> None:
    unread: tuple[dict[str, Any], ...] = ({"skills": ["service"]}, {"skills": 3}, {"languages": ["anglais"]})
    plain, *others = answers(tmp_path, [record(1), record(2, intitule="Maçon"), SELF_EMPLOYED], {}, *unread)

    assert others == [plain] * len(unread)


def test_any_wish_has_an_answer(tmp_path: Path) -> None:
    wishes = ("", "🍕🍕", "أريد عملا", "12345", "\x00\x07", "<script>1</script>", "'; DROP TABLE x; --", "x" * 10_000)
    found = answers(tmp_path, [record(1), record(2, intitule="Maçon")], *({"wishes": [wish]} for wish in wishes))

    assert [sorted(one["ranking"]) for one in found] == [["9000001", "9000002"]] * len(wishes)


def test_thousands_of_offers_of_one_title_are_ranked_within_seconds(tmp_path: Path) -> None:
    copies = [record(number) for number in range(5000)]
    start = time.process_time()
    [found] = answers(tmp_path, copies, {})

    assert len(set(found["ranking"])) == len(found["ranking"]) == 5000
    assert time.process_time() - start < 60


def test_the_one_thing_missing_is_named_and_the_offer_keeps_its_place(tmp_path: Path) -> None:
    [found] = answers(tmp_path, [*GAPS.values(), record(1)], {})

    names = {one["id"]: one["gap"] for one in found["near_misses"]}
    assert names == {offer["id"]: gap for gap, offer in GAPS.items()}
    assert set(names.values()) <= set(map(str, GapName))
    assert sorted(found["ranking"]) == sorted([*names, "9000001"])


def test_self_employment_stands_after_every_wage(tmp_path: Path) -> None:
    far = record(1, intitule="Maçon", romeCode="F1703", lieuTravail=GUERET)

    assert answers(tmp_path, [SELF_EMPLOYED, far], {})[0]["ranking"] == ["9000001", "9000020"]


BAD = (
    ("no json", "objet JSON"),
    ("[]", "objet JSON"),
    ("null", "objet JSON"),
    ("[" * 100_000, "objet JSON"),
    ('{"wishes": []}', "'id'"),
    ('{"id": 1, "age": []}', "un nombre"),
    ('{"id": 1, "age": 1e999}', "un nombre"),
    ('{"id": 1, "max_km": NaN}', "un nombre"),
    ('{"id": 1, "experience": [{"job": "x", "months": Infinity}]}', "un nombre"),
    ('{"id": 1, "wishes": "serveuse"}', "une liste"),
    ('{"id": 1, "wishes": [3]}', "un texte"),
    ('{"id": 1, "transport": ["rocket"]}', "« rocket » n'est pas connu"),
    ('{"id": 1, "contracts": ["XXX"]}', "'XXX'"),
)


def test_people_that_cannot_be_read_are_named_by_their_line_and_the_others_are_served(tmp_path: Path) -> None:
    people = "\n".join((json.dumps(PERSON), *(bad for bad, _ in BAD), json.dumps({"id": 2})))
    result = ranked(tmp_path, lines([record(1)]), people)

    assert result.exit_code == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["p", 2]
    said = [line for line in result.stderr.splitlines() if line.startswith("Ligne")]
    told = [line.startswith(f"Ligne {place} :") and BAD[place - 2][1] in line for place, line in enumerate(said, 2)]
    assert told == [True] * len(BAD), said


def test_an_id_that_is_half_a_sign_is_answered_all_the_same(tmp_path: Path) -> None:
    result = ranked(tmp_path, lines([record(1)]), '{"id": "\\ud800"}')

    assert json.loads(result.stdout)["ranking"] == ["9000001"]


def test_offers_that_cannot_be_read_are_refused_in_one_sentence(tmp_path: Path) -> None:
    result = ranked(tmp_path, b'{"resultats": [{"id": "1"}', json.dumps(PERSON))

    assert (result.exit_code, result.stdout) == (2, "")
    assert "offers.ndjson" in result.stderr
