"""Hostile and damaged files: any bytes are records, refusals or a named refusal, in bounded memory and time."""

from __future__ import annotations

import gzip
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clicnjob.offers import errors
from clicnjob.offers.draft import Rejected
from clicnjob.offers.reasons import Fault
from clicnjob.offers.sources import formats
from clicnjob.offers.sources.record import Record
from tests.offers import hostile
from tests.offers.made import file, lines, page, plain, record

SAMPLES = Path(__file__).parent / "samples"
MOST = 10_000_000

ENDS = {
    "brackets without end": "UnsafeContent",
    "an offer of brackets": "UnsafeContent",
    "keys without end": "read 1",
    "a text without end": "UnsafeContent",
    "a number without end": "UnsafeContent",
    "an offer of small lists": "UnsafeContent",
    "a list of nothing": "UnknownFeed",
    "backslashes": "UnsafeContent",
    "half letters": "read 1",
    "one long line": "read 2",
    "empty lines": "read 1",
    "elements without end": "UnsafeContent",
    "names without end": "UnsafeContent",
    "an attribute without end": "UnsafeContent",
    "a comment without end": "UnsafeContent",
    "a record of empty elements": "UnknownFeed",
    "a record of text": "UnsafeContent",
    "text outside records": "UnknownFeed",
    "entities in entities": "UnsafeContent",
    "scripts without end": "TooLargeFile",
    "a page of openings": "PageWithoutOffer",
    "a comment before a page": "BrokenXml",
    "a packed bomb": "TooLargeFile",
    "a zipped bomb": "UnsafeArchive",
    "a crowd of files": "UnsafeArchive",
    "a table of separators": "read 1",
    "a table of quotes": "CutRow",
    "zeros": "UnknownFormat",
}


def read(tmp_path: Path, content: bytes, name: str = "envoi") -> list[Record | Rejected]:
    return list(formats.read(file(tmp_path, content, name), MOST))


@pytest.mark.parametrize("name", hostile.HEAVY)
def test_a_file_made_to_harm_ends_soon_and_under_512_megabytes(name: str, tmp_path: Path) -> None:
    heavy = tmp_path / "envoi"
    heavy.write_bytes(hostile.HEAVY[name]())
    try:
        assert hostile.read_apart(heavy).startswith(ENDS[name])
    finally:
        heavy.unlink()


def test_nothing_is_read_from_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(errors.UnsafeContent, match="DTD"):
        read(tmp_path, hostile.ELSEWHERE)


ARCHIVES = {
    "a parent folder": (hostile.zipped("../offres.json"), "sort de son dossier"),
    "an absolute name": (hostile.zipped("/etc/offres.json"), "sort de son dossier"),
    "a name of Windows": (hostile.zipped("C:\\offres.json"), "sort de son dossier"),
    "a parent folder of Windows": (hostile.zipped("a\\..\\..\\offres.json"), "sort de son dossier"),
    "a link": (hostile.zipped(external_attr=(stat.S_IFLNK | 0o777) << 16), "est un lien"),
    "a password": (hostile.encrypted(), "mot de passe"),
    "a swelling file": (hostile.zipped(content=b"[" + b" " * 9_000_000), "gonfle plus de 200 fois"),
    "an archive in the archive": (hostile.zipped(content=hostile.zipped()), "une autre archive"),
    "a packed file in the archive": (hostile.zipped(content=gzip.compress(lines([record()]))), "une autre archive"),
    "too many files": (hostile.many_zipped(501), "plus de 500 fichiers"),
}


@pytest.mark.parametrize(("content", "words"), ARCHIVES.values(), ids=ARCHIVES)
def test_an_unsafe_archive_is_refused_with_the_reason(content: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(errors.UnsafeArchive) as caught:
        read(tmp_path, content)

    assert words in plain(caught.value.message)


def test_the_directory_of_an_archive_is_not_read_when_it_says_it_is_huge(tmp_path: Path) -> None:
    content = bytearray(hostile.zipped())
    content[-10:-6] = (600_000).to_bytes(4, "little")
    with pytest.raises(errors.UnsafeArchive, match="plus de 500 fichiers"):
        read(tmp_path, bytes(content))


def test_an_archive_in_a_packed_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.UnsafeArchive, match="une autre archive"):
        read(tmp_path, hostile.zipped(), "envoi.gz")


def test_files_of_an_archive_are_read_one_after_the_other_whatever_their_format(tmp_path: Path) -> None:
    content = hostile.zipped_all({path.name: path.read_bytes() for path in sorted(SAMPLES.iterdir())})
    found = read(tmp_path, content)

    assert len(found) == len(list(SAMPLES.iterdir()))
    assert not any(isinstance(one, Rejected) for one in found)


def test_what_a_mac_adds_to_an_archive_is_left_aside(tmp_path: Path) -> None:
    content = hostile.zipped_all({"offres.json": page([record()]), "__MACOSX/._offres.json": b"\0\5\x16\7"})

    assert len(read(tmp_path, content)) == 1


def test_a_damaged_archive_is_said_so(tmp_path: Path) -> None:
    content = hostile.zipped()
    with pytest.raises(errors.DamagedArchive):
        read(tmp_path, content[:40] + b"\0\0\0\0" + content[44:])


def test_an_archive_over_the_limit_once_unpacked_is_refused_before_it_is(tmp_path: Path) -> None:
    given = file(tmp_path, hostile.zipped_all({f"{n}.json": page([record()]) * 20 for n in range(9)}), "envoi")
    with pytest.raises(errors.TooLargeFile, match="une fois décompressé"):
        list(formats.read(given, 50_000))


DECODING = {
    "a key twice": (b'{"intitule": "a", "intitule": "b"}', Fault.DUPLICATE_KEY),
    "a key twice inside": (b'{"intitule": "a", "lieuTravail": {"libelle": "x", "libelle": "y"}}', Fault.DUPLICATE_KEY),
    "a key twice, written otherwise": (b'{"intitule": ":", "a" : 1, "\\u0061": "\\u003a\\u003A"}', Fault.DUPLICATE_KEY),
    "a huge number": (b'{"intitule": "a", "nombrePostes": ' + b"9" * 5000 + b"}", Fault.HUGE_NUMBER),
    "a number beyond": (b'{"intitule": "a", "nombrePostes": 1e999}', Fault.HUGE_NUMBER),
}


@pytest.mark.parametrize(("value", "fault"), DECODING.values(), ids=DECODING)
@pytest.mark.parametrize("shape", [b'{"resultats": [%s, %s]}', b"[\n%s,\n%s\n]", b"%s\n%s\n"])
def test_a_record_that_cannot_be_trusted_is_refused_alone(
    value: bytes, fault: Fault, shape: bytes, tmp_path: Path
) -> None:
    found = read(tmp_path, shape % (value, lines([record()]).strip()))

    assert [one.code if isinstance(one, Rejected) else "read" for one in found] == [fault, "read"]


MENDED = {
    "no number": (b'{"intitule": "a", "nombrePostes": NaN}', {"intitule": "a", "nombrePostes": ""}),
    "a backslash too many": (b'{"intitule": "a \\ b\\n"}', {"intitule": "a   b\n"}),
    "two backslashes": (b'{"intitule": "a\\\\ b \\c"}', {"intitule": "a\\ b  c"}),
    "half a letter": (b'{"intitule": "a\\ud83d"}', {"intitule": "a\ufffd"}),
}


@pytest.mark.parametrize(("value", "mended"), MENDED.values(), ids=MENDED)
def test_what_exporters_are_known_to_break_is_mended(value: bytes, mended: object, tmp_path: Path) -> None:
    found = read(tmp_path, value + b"\n")

    assert [one.value for one in found if isinstance(one, Record)] == [mended]


FEED = '<?xml version="1.0" encoding="{encoding}"?><offres><offre><intitule-du-poste>Métier à 10 €</intitule-du-poste>\
<reference>1</reference></offre></offres>'


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-15", "windows-1252", "utf-16"])
def test_a_feed_is_read_in_the_encoding_it_declares(encoding: str, tmp_path: Path) -> None:
    found = read(tmp_path, FEED.format(encoding=encoding).encode(encoding))

    assert [one.value["intitule"] for one in found if isinstance(one, Record)] == ["Métier à 10 €"]


@pytest.mark.parametrize("encoding", ["utf-7", "unicode_escape", "nulle-part"])
def test_an_encoding_nobody_writes_french_in_is_refused(encoding: str, tmp_path: Path) -> None:
    with pytest.raises(errors.DeclaredEncoding, match=encoding):
        read(tmp_path, FEED.format(encoding=encoding).encode())


def test_a_cut_feed_is_a_cut_file_and_a_broken_one_says_where(tmp_path: Path) -> None:
    content = FEED.format(encoding="utf-8").encode()
    with pytest.raises(errors.CutFile):
        read(tmp_path, content[:-9])
    with pytest.raises(errors.BrokenXml, match="ligne 1, colonne"):
        read(tmp_path, content.replace(b"</reference>", b"</refer>"))


FRAGMENTS = [
    b"<jobs><job>", b"<job_id>1</job_id>", b"<company_title>a</company_title>", b"</job></jobs>", b"<![CDATA[", b"]]>",
    b"<?xml version='1.0'?>", b"<!DOCTYPE jobs [", b"&amp;", b"&x;", b"<html>", b"<script type='application/ld+json'>",
    b"</script>", b'{"@type": "JobPosting", "title": "a"}', b'{"jobs": [', b'{"resultats": [', b'{"intitule": "a"}',
    b"]}", b",", b"[", b"]", b"{", b"}", b'"', b"\\", b"\\ud800", b"NaN", b"\n", b"PK\x03\x04", b"PK\x05\x06",
    b"\x1f\x8b", b"\xff\xfe", b"\xef\xbb\xbf", b"id;intitule;description\n", b"\xe9", b"\0",
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=8), max_size=12).map(b"".join))
def test_any_bytes_are_records_refusals_or_a_named_refusal(tmp_path: Path, content: bytes) -> None:
    with suppress(errors.UnreadableFile):
        assert all(isinstance(one, Record | Rejected) for one in read(tmp_path, content))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.sampled_from(sorted(SAMPLES.iterdir())), st.data())
def test_a_damaged_sample_is_records_refusals_or_a_named_refusal(
    tmp_path: Path, sample: Path, data: st.DataObject
) -> None:
    content = bytearray(sample.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    zipped = hostile.zipped(content=bytes(content))
    with suppress(errors.UnreadableFile):
        assert all(isinstance(one, Record | Rejected) for one in read(tmp_path, bytes(content)))
    with suppress(errors.UnreadableFile):
        read(tmp_path, zipped)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_archive_is_records_or_a_named_refusal(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(hostile.zipped())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(errors.UnreadableFile):
        assert all(isinstance(one, Record | Rejected) for one in read(tmp_path, bytes(content)))
