"""The catalogue by code and by distance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.places.catalogue import Catalogue
from clicnjob.places.distance import short_distance_km
from clicnjob.places.gazetteer import Gazetteer, Kind
from tests.places import small

CATALOGUE = small.catalogue()
CURRENT = [one for one in small.COMMUNES if one.kind is Kind.COMMUNE]
POSITIONS = st.one_of(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.sampled_from([(one.latitude, one.longitude) for one in CURRENT]),
)


@pytest.mark.parametrize(("code", "today"), [("74011", "74010"), ("75109", "75056"), ("62498", "62498")])
def test_a_code_gives_the_commune_of_today(code: str, today: str) -> None:
    found = CATALOGUE.get(code)

    assert found
    assert found.code == today


def test_a_code_also_gives_what_it_stands_for_itself() -> None:
    found = CATALOGUE.listed("75109")

    assert found
    assert (found.name, found.postcodes) == ("Paris 9e Arrondissement", ("75009",))


def test_a_merger_of_mergers_leads_to_the_commune_of_today() -> None:
    twice = small.commune("74012", "Vieux Bourg", 0, 45.92, 6.14, parent="74011")
    catalogue = Catalogue(Gazetteer.of(small.REGIONS, small.DEPARTEMENTS, [*small.COMMUNES, twice]))
    found = catalogue.get("74012")

    assert found
    assert found.name == "Annecy"
    assert catalogue.search("vieux bourg") == [found]


def test_an_unknown_code_gives_nothing() -> None:
    assert CATALOGUE.get("99999") is None
    assert CATALOGUE.near("99999", 50) == []


def test_what_is_near_a_commune_begins_with_itself() -> None:
    assert [one.name for one, _ in CATALOGUE.near("62498", 5)] == ["Lens", "Avion"]


@given(POSITIONS, st.floats(0, 21_000))
def test_near_is_what_measuring_every_commune_finds(origin: tuple[float, float], km: float) -> None:
    measured = {one.code: short_distance_km(one.latitude, one.longitude, *origin) for one in CURRENT}
    found = CATALOGUE.near(origin, km)

    assert {one.code for one, _ in found} == {code for code, far in measured.items() if far <= km}
    assert [far for _, far in found] == sorted(far for _, far in found)


@given(POSITIONS, st.sampled_from([None, "07", "75", "974"]))
def test_the_nearest_is_what_measuring_every_commune_finds(
    origin: tuple[float, float], departement: str | None
) -> None:
    inside = [one for one in CURRENT if departement in (None, one.departement_code)]
    found = CATALOGUE.nearest(*origin, departement=departement)

    assert found
    least = min(short_distance_km(one.latitude, one.longitude, *origin) for one in inside)
    assert found[1] == pytest.approx(least, abs=0.5)


def test_an_area_without_communes_has_no_nearest() -> None:
    assert CATALOGUE.nearest(48.58, 7.75, departement="67") is None


def test_two_catalogues_of_the_same_content_bear_the_same_name() -> None:
    again = Gazetteer.of(reversed(small.REGIONS), reversed(small.DEPARTEMENTS), reversed(small.COMMUNES))

    assert Catalogue(again).digest == CATALOGUE.digest
    assert Catalogue(Gazetteer.of(small.REGIONS, small.DEPARTEMENTS, CURRENT)).digest != CATALOGUE.digest
