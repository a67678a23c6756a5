"""Where an offer is, from a label, codes and coordinates that may each be missing or wrong."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.places.catalogue import Catalogue
from clicnjob.places.distance import short_distance_km
from clicnjob.places.gazetteer import Commune, Gazetteer
from clicnjob.places.resolving import FARTHEST_KM, MIDDLES_OF_FRANCE, Place, Precision, resolve
from tests.places import small

CATALOGUE = small.catalogue()
AUBENAS = (44.6197, 4.3903)
NEAR_AUBENAS = (44.64, 4.40)
GENEVA = (46.2044, 6.1432)


def placed(
    label: str = "",
    code: str | None = None,
    postcode: str | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
) -> Place:
    return resolve(label, code, postcode, latitude, longitude, CATALOGUE)


def with_commune(commune: Commune) -> Catalogue:
    return Catalogue(Gazetteer.of(small.REGIONS, small.DEPARTEMENTS, [*small.COMMUNES, commune]))


def summary(place: Place) -> tuple[str | None, str | None, str | None, str]:
    return place.commune_code, place.departement, place.region, place.precision.value


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("26 - BOURG LES VALENCE", ("26058", "26", "84", "commune")),
        ("07 - LE POUZIN", ("07181", "07", "84", "commune")),
        ("07 - Pouzin", ("07181", "07", "84", "commune")),
        ("7 - PRIVAS", ("07186", "07", "84", "commune")),
        ("85 - ST JEAN DE BEUGNE", ("85223", "85", "52", "commune")),
        ("85 - STE HERMINE", ("85223", "85", "52", "commune")),
        ("75 - PARIS 09", ("75056", "75", "11", "commune")),
        ("Paris 9e Arrondissement (75)", ("75056", "75", "11", "commune")),
        ("31 - TOULOUSE CEDEX 9", ("31555", "31", "76", "commune")),
        ("69003 Lyon", ("69123", "69", "84", "commune")),
        ("Valence, Drôme", ("26362", "26", "84", "commune")),
        ("Saint-Denis, La Réunion", ("97411", "974", "04", "commune")),
        ("Paris, France", ("75056", "75", "11", "commune")),
        ("Villeurbanne", ("69266", "69", "84", "commune")),
        ("75 - Paris (Dept.)", (None, "75", "11", "departement")),
        ("Paris (Dept.)", (None, "75", "11", "departement")),
        ("75", (None, "75", "11", "departement")),
        ("07 - Ardèche", (None, "07", "84", "departement")),
        ("67 - Rhin (Bas)", (None, "67", "44", "departement")),
        ("974 - Réunion", (None, "974", "04", "departement")),
        ("62 - hameau inconnu", (None, "62", "32", "departement")),
        ("Creuse", (None, "23", "75", "departement")),
        ("80 - CREUSE", ("80225", "80", "32", "commune")),
        ("Pas de Calais", (None, "62", "32", "departement")),
        ("Ile-de-France", (None, None, "11", "region")),
        ("Île de France", (None, None, "11", "region")),
        ("AUVERGNE RHONE ALPES", (None, None, "84", "region")),
        ("Rhône-Alpes", (None, None, "84", "region")),
        ("Toulouse OU Auch OU Tarbes", (None, None, "76", "region")),
        ("Aubenas ou Privas", (None, "07", "84", "departement")),
        ("Lens / Toulouse", (None, None, None, "unknown")),
        ("Toulouse ou ailleurs", (None, None, None, "unknown")),
        ("Saint-Denis", (None, None, None, "unknown")),
        ("France", (None, None, None, "unknown")),
        ("Luxembourg (Frontalier)", (None, None, None, "unknown")),
        ("Suisse", (None, None, None, "unknown")),
        ("Québec Canada", (None, None, None, "unknown")),
        ("", (None, None, None, "unknown")),
        ("()-,;/ - ou ", (None, None, None, "unknown")),
    ],
)
def test_a_label_alone_says_what_it_says_and_no_more(label: str, expected: tuple[str | None, ...]) -> None:
    assert summary(placed(label)) == expected


def test_a_town_that_bears_the_name_of_another_departement_is_ambiguous() -> None:
    # As Vienne is, a town of Isère and a département of the west.
    catalogue = with_commune(small.commune("38544", "Ardèche", 30_000, 45.52, 4.87, "38200"))

    assert resolve("Ardèche", None, None, None, None, catalogue).precision is Precision.UNKNOWN


@pytest.mark.parametrize("name", ["Aubenas", "Les Aubenas"])
def test_a_name_of_today_hides_the_same_name_of_the_past(name: str) -> None:
    catalogue = with_commune(small.commune("07999", name, 0, 44.9, 4.7, parent="07186"))

    assert resolve("07 - AUBENAS", None, None, None, None, catalogue).commune_code == "07019"


def test_a_country_is_not_the_village_of_the_same_name() -> None:
    catalogue = with_commune(small.commune("67001", "Suisse", 100, 48.9, 6.6, "67340"))

    assert resolve("Suisse (Frontalier)", None, None, None, None, catalogue).precision is Precision.UNKNOWN
    assert resolve("67 - SUISSE", "67001", None, None, None, catalogue).commune_code == "67001"


@pytest.mark.parametrize(
    ("label", "postcode", "code"),
    [
        ("", "07200", "07019"),
        ("Coux", "07000", "07072"),
        ("quartier nord", "07000", None),
        ("Paris", "75009", "75056"),
        ("Annecy-le-Vieux", "74940", "74010"),
    ],
)
def test_a_postcode_helps_where_it_leaves_one_commune(label: str, postcode: str, code: str | None) -> None:
    assert placed(label, postcode=postcode).commune_code == code


def test_a_company_postcode_gives_its_departement() -> None:
    assert summary(placed(postcode="07009")) == (None, "07", "84", "departement")


def test_the_code_is_believed_before_the_label() -> None:
    assert placed("69 - LYON", "07019").commune_code == "07019"


def test_a_code_nobody_knows_leaves_the_label() -> None:
    assert placed("07 - AUBENAS", "99999").commune_code == "07019"


def test_a_former_commune_keeps_its_own_position_under_the_code_of_today() -> None:
    place = placed(code="74011")

    assert (place.commune_code, place.latitude, place.longitude) == ("74010", 45.9197, 6.1418)


def test_an_arrondissement_keeps_its_own_position_under_the_code_of_its_city() -> None:
    place = placed(code="75109")

    assert (place.commune_code, place.latitude, place.precision) == ("75056", 48.8726, Precision.COMMUNE)


def test_coordinates_in_the_commune_are_a_point() -> None:
    place = placed(code="07019", latitude=NEAR_AUBENAS[0], longitude=NEAR_AUBENAS[1])

    assert (place.latitude, place.longitude, place.precision) == (*NEAR_AUBENAS, Precision.POINT)


def test_exchanged_coordinates_are_put_right() -> None:
    place = placed(code="07019", latitude=NEAR_AUBENAS[1], longitude=NEAR_AUBENAS[0])

    assert (place.latitude, place.longitude, place.precision) == (*NEAR_AUBENAS, Precision.POINT)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(48.0, 2.0), (0.0, 0.0), (math.nan, 4.39), (math.inf, 4.39), (944.6, 4.39), (None, 4.39)],
)
def test_coordinates_elsewhere_or_impossible_give_way_to_the_commune(
    latitude: float | None, longitude: float | None
) -> None:
    place = placed(code="07019", latitude=latitude, longitude=longitude)

    assert (place.latitude, place.longitude, place.precision) == (*AUBENAS, Precision.COMMUNE)


@pytest.mark.parametrize("label", ["", "France", "07 - Ardèche", "Auvergne-Rhône-Alpes"])
@pytest.mark.parametrize("position", [NEAR_AUBENAS, NEAR_AUBENAS[::-1]])
def test_coordinates_alone_give_the_nearest_commune(label: str, position: tuple[float, float]) -> None:
    place = placed(label, latitude=position[0], longitude=position[1])

    assert (place.commune_code, place.latitude, place.precision) == ("07019", NEAR_AUBENAS[0], Precision.POINT)


def test_coordinates_outside_the_departement_said_are_not_believed() -> None:
    assert summary(placed("62 - Pas de Calais", latitude=44.64, longitude=4.40)) == (None, "62", "32", "departement")


def test_coordinates_at_the_border_stay_in_the_departement_said() -> None:
    # Nearer to the town hall of Saint-Denis than to that of Paris.
    assert placed("75 - Paris (Dept.)", latitude=48.8995, longitude=2.3600).commune_code == "75056"


def test_coordinates_beside_words_not_understood_are_a_point_without_commune() -> None:
    place = placed("Genève", latitude=45.95, longitude=6.15)

    assert summary(place) == (None, None, None, "point")
    assert (place.latitude, place.longitude) == (45.95, 6.15)


def test_coordinates_far_from_any_commune_are_nowhere() -> None:
    assert summary(placed("France", latitude=GENEVA[0], longitude=GENEVA[1])) == (None, None, None, "unknown")


@pytest.mark.parametrize("middle", MIDDLES_OF_FRANCE)
def test_the_middle_of_france_is_not_a_place_of_work(middle: tuple[float, float]) -> None:
    catalogue = with_commune(small.commune("23001", "Milieu", 100, *middle, "23150"))

    assert resolve("France", None, None, *middle, catalogue).precision is Precision.UNKNOWN


LABELS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["75", "07", " - ", "Paris", "AUBENAS", "(Dept.)", " ou ", "France", "07200", "/", "st", ","]),
        max_size=8,
    ).map(" ".join),
)
CODES = st.one_of(st.none(), st.text(max_size=6), st.sampled_from([one.code for one in small.COMMUNES]))
NUMBERS = st.one_of(st.none(), st.floats(), st.floats(-90, 90))


@given(LABELS, CODES, CODES, NUMBERS, NUMBERS)
def test_any_input_gives_a_place_that_agrees_with_itself(
    label: str, code: str | None, postcode: str | None, latitude: float | None, longitude: float | None
) -> None:
    place = placed(label, code, postcode, latitude, longitude)

    has_position = place.precision in (Precision.POINT, Precision.COMMUNE)
    assert (place.latitude is not None) == (place.longitude is not None) == has_position
    assert (place.departement is not None) == (place.departement in CATALOGUE.departements)
    assert place.region is not None or place.departement is None
    if place.commune_code:
        commune = CATALOGUE.get(place.commune_code)
        assert commune
        assert (commune.code, commune.departement_code) == (place.commune_code, place.departement)


@given(st.sampled_from(small.COMMUNES), st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_is_never_far_from_its_commune(commune: Commune, latitude: float, longitude: float) -> None:
    place = placed(code=commune.code, latitude=latitude, longitude=longitude)

    assert place.latitude is not None
    assert place.longitude is not None
    assert short_distance_km(commune.latitude, commune.longitude, place.latitude, place.longitude) <= FARTHEST_KM
