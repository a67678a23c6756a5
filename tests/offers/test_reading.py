"""Files of the source: every shape is read, every fault is named with its place."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clicnjob.offers import errors
from clicnjob.offers.draft import Rejected
from clicnjob.offers.reasons import Fault
from clicnjob.offers.sources import formats
from clicnjob.offers.sources.reading import CHUNK, GivenFile, opened
from clicnjob.offers.sources.record import Record
from tests.offers.made import file, lines, page, plain, record, rows

MANY = [record(number) for number in range(1, 400)]
MOST = 10_000_000


def read(given: GivenFile, most: int = MOST) -> list[Record | Rejected]:
    return list(formats.read(given, most))


def values(given: GivenFile) -> list[object]:
    found = read(given)
    assert [one for one in found if isinstance(one, Rejected)] == []
    return [one.value for one in found if isinstance(one, Record)]


def listed(records: list[dict[str, object]]) -> bytes:
    return json.dumps(records).encode()


def indented(records: list[dict[str, object]]) -> bytes:
    return json.dumps(records, indent=2).encode()


def page_a_line(records: list[dict[str, object]]) -> bytes:
    return b'{"resultats": [\n' + b",\n".join(json.dumps(one).encode() for one in records) + b"\n]}"


def page_with_filters_first(records: list[dict[str, object]]) -> bytes:
    return json.dumps({"filtresPossibles": [{"filtre": "x", "agregation": []}], "resultats": records}).encode()


SHAPES = [page, listed, indented, page_a_line, page_with_filters_first, rows, lines]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["offres.json", "offres.json.gz"])
def test_every_shape_gives_the_same_records(shape: Callable[..., bytes], name: str, tmp_path: Path) -> None:
    assert values(file(tmp_path, shape(MANY), name)) == MANY


@pytest.mark.parametrize("shape", [page, listed, rows, lines])
def test_one_offer_is_enough(shape: Callable[..., bytes], tmp_path: Path) -> None:
    assert values(file(tmp_path, shape([record()]))) == [record()]


def test_a_page_whose_list_comes_after_two_megabytes_is_read(tmp_path: Path) -> None:
    long = {"filtresPossibles": ["x" * 2_100_000], "resultats": [record()]}

    assert values(file(tmp_path, json.dumps(long).encode())) == [record()]


@pytest.mark.parametrize("shape", [page, lines])
def test_a_byte_order_mark_is_no_part_of_the_file(shape: Callable[..., bytes], tmp_path: Path) -> None:
    assert values(file(tmp_path, b"\xef\xbb\xbf" + shape([record()]))) == [record()]


def test_old_line_ends_and_empty_lines_are_skipped_and_lines_stay_numbered(tmp_path: Path) -> None:
    content = b"\r\n" + lines([record(1)]).replace(b"\n", b"\r\n") + b"\r\n" + lines([record(2)])

    assert [one.line for one in read(file(tmp_path, content))] == [2, 4]


def test_a_last_line_without_its_end_is_read(tmp_path: Path) -> None:
    assert len(values(file(tmp_path, lines(MANY).rstrip(b"\n")))) == len(MANY)


def test_an_empty_page_holds_nothing(tmp_path: Path) -> None:
    assert values(file(tmp_path, page([]))) == []


@pytest.mark.parametrize("shape", [lines, rows])
def test_a_bad_line_in_the_middle_is_a_refusal_of_that_line(shape: Callable[..., bytes], tmp_path: Path) -> None:
    content = shape(MANY[:3]).replace(b'"Le Ch', b'"Le "Ch', 2).replace(b'"Le "Ch', b'"Le Ch', 1)
    found = read(file(tmp_path, content))

    bad = [one for one in found if isinstance(one, Rejected)]
    assert [(one.code, one.line - found[0].line) for one in bad] == [(Fault.NOT_JSON, 1)]
    assert len(found) == 3
    assert bad[0].excerpt.startswith('{"id": "9000002"')


def test_a_line_over_a_megabyte_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    content = lines([record(1), record(2, description="x" * 1_200_000), record(3)])
    found = read(file(tmp_path, content))

    assert [one.code if isinstance(one, Rejected) else one.value["id"] for one in found] == [
        "9000001",
        Fault.TOO_LONG,
        "9000003",
    ]


def test_a_line_nested_beyond_reason_is_refused(tmp_path: Path) -> None:
    found = read(file(tmp_path, lines([record()]) + b"[" * 100_000 + b"]" * 100_000 + b"\n"))

    assert isinstance(found[1], Rejected)


FAULTS: dict[str, tuple[bytes, str, type[errors.UnreadableFile], str]] = {
    "empty": (b"", "a.json", errors.EmptyFile, "« a.json » est vide"),
    "spaces only": (b" \n\n ", "a.json", errors.EmptyFile, "« a.json » est vide"),
    "empty once unpacked": (b"", "a.json.gz", errors.EmptyFile, "« a.json.gz » est vide"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "a.png", errors.UnknownFormat, "commence par « PNG »"),
    "a page of the web": (b"\n<html>", "a.html", errors.PageWithoutOffer, "La page « a.html » ne contient pas d'offre"),
    "JSON of another kind": (b'{"communes": ["Privas"]}\n', "a.json", errors.UnknownFeed, "compris : France"),
    "cut page": (page(MANY)[:-200], "a.json", errors.CutFile, "s'arrête à la ligne 1, octet"),
    "cut list": (listed(MANY)[:-1], "a.json", errors.CutFile, "s'arrête à la ligne 1"),
    "cut list, a line each": (rows(MANY)[:-2], "a.json", errors.CutFile, "s'arrête à la ligne 400"),
    "cut lines": (lines(MANY)[:-30], "a.ndjson", errors.CutFile, "s'arrête à la ligne 399"),
    "cut inside a letter": (lines([record()]) + '{"id": "é'.encode()[:-1], "a.ndjson", errors.CutFile, "ligne 2"),
    "a quote too many": (
        page([record(1), record(2)]).replace(b'"Le Ch', b'"Le "Ch'), "a.json", errors.BrokenJson,
        f"ligne 1, octet {page([record(1)]).index(b'Le Ch') + 4}",
    ),
    "two documents": (page([record()]) + b"\n" + page([record()]), "a.json", errors.BrokenJson, "ligne 2, octet"),
    "not a number": (listed([record(nombrePostes=1)]).replace(b'"nombrePostes": 1', b'"nombrePostes": one'), "a.json",
                     errors.BrokenJson, "ligne 1"),
    "Latin-1": ('{"id": "1",\n"intitule": "Métallier"}'.encode("latin-1"), "a.json", errors.WrongEncoding,
                "ligne 2, octet 26"),
    "UTF-16": ('{"id": "1"}'.encode("utf-16"), "a.json", errors.WrongEncoding, "ligne 1, octet 0"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "name", "refusal", "words"), FAULTS.values(), ids=FAULTS)
def test_an_unreadable_file_is_refused_with_the_place_of_its_fault(
    content: bytes, name: str, refusal: type[errors.UnreadableFile], words: str, tmp_path: Path
) -> None:
    with pytest.raises(refusal) as caught:
        read(file(tmp_path, content, name))

    assert words in plain(caught.value.message)
    assert name in caught.value.message


@pytest.mark.parametrize("after", [1, CHUNK + 7, 1_000_000, 1_048_576 + CHUNK + 3])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_offset_of_a_fault_is_exact_wherever_it_stands(after: int, mark: bytes, tmp_path: Path) -> None:
    content = mark + b'[\n"' + b"x" * after + b'",\n "y" !]'
    with pytest.raises(errors.BrokenJson) as caught:
        read(file(tmp_path, content))

    assert f"ligne 3, octet {content.index(b'!')} " in plain(caught.value.message)


@pytest.mark.parametrize("after", [0, CHUNK - 1, CHUNK, 1_048_576 - 1])
def test_the_offset_of_a_wrong_letter_is_exact_wherever_it_stands(after: int, tmp_path: Path) -> None:
    content = b"[" + b" " * after + b'"\xc3\xa9\xe9"]'
    with pytest.raises(errors.WrongEncoding) as caught:
        read(file(tmp_path, content))

    assert f"octet {after + 4}." in caught.value.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingFile, match="absent"):
        read(GivenFile(tmp_path / "absent.json", "absent.json"))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingFile):
        read(GivenFile(tmp_path, "dossier"))


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    given, told = file(tmp_path, b"not even JSON" * 100_000), []
    with (
        pytest.raises(errors.TooLargeFile, match=r"dépasse 1 Mo\. Coupez-le"),
        opened(given, 1_000_000, told.append) as text,
    ):
        text.read()

    assert told == []


def test_a_packed_file_over_the_limit_is_refused_while_it_is_unpacked(tmp_path: Path) -> None:
    bomb = file(tmp_path, b"[" + b" " * 50_000_000 + b"]", "bombe.gz")
    assert bomb.path.stat().st_size < 100_000
    tracemalloc.start()

    with pytest.raises(errors.TooLargeFile, match="dépasse 1 Mo une fois décompressé"):
        read(bomb, 1_000_000)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_packed_file_cut_short_is_a_cut_file(tmp_path: Path) -> None:
    given = file(tmp_path, lines(MANY), "a.gz")
    given.path.write_bytes(given.path.read_bytes()[:-20])

    with pytest.raises(errors.CutFile):
        read(given)


def test_a_damaged_packed_file_is_said_so(tmp_path: Path) -> None:
    given = file(tmp_path, lines(MANY), "a.gz")
    packed = bytearray(gzip.compress(lines(MANY)))
    packed[-8:-4] = b"\0\0\0\0"
    given.path.write_bytes(packed)

    with pytest.raises(errors.DamagedArchive):
        read(given)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.binary(max_size=200) | st.text(alphabet='{}[]",:\n resultats1é', max_size=100).map(str.encode))
def test_any_bytes_are_records_or_a_refusal(tmp_path: Path, content: bytes) -> None:
    """Nothing else is raised: no trace reaches a screen."""
    found: list[Record | Rejected] = []
    with suppress(errors.UnreadableFile):
        found = read(file(tmp_path, content))

    assert all(isinstance(one, Record | Rejected) for one in found)
