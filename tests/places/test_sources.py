"""The real communes, as read from the installed package and completed by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import median
from zoneinfo import ZoneInfo

import pytest

from clicnjob.places.catalogue import Catalogue
from clicnjob.places.distance import short_distance_km
from clicnjob.places.gazetteer import Kind
from clicnjob.places.sources import TERRITORIES
from clicnjob.places.zones import OVERSEAS, zone_of

# The islands of French Polynesia are strewn over a sea as wide as Europe; Guyane is as large as Portugal.
WIDE = {"987": 1800, "973": 250, "975": 60, "986": 300, "988": 300}
WIDEST_KM = 110


def test_the_whole_country_is_there(france: Catalogue) -> None:
    kinds = Counter(one.kind for one in france.communes)

    assert 34_500 < kinds[Kind.COMMUNE] < 36_000
    assert kinds[Kind.ARRONDISSEMENT] == 45
    assert kinds[Kind.FORMER] > 1_900
    assert len(france.departements) == 101 + len(TERRITORIES)
    assert {"01", "02", "03", "04", "06", "11", "84", "94", *TERRITORIES} <= set(france.regions)


def test_almost_every_commune_has_a_postcode_and_people(france: Catalogue) -> None:
    current = [one for one in france.communes if one.kind is Kind.COMMUNE]

    # The three cities have theirs by arrondissement.
    assert {one.name for one in current if not one.postcodes} == {"Paris", "Lyon", "Marseille"}
    assert sum(one.population == 0 for one in current) < 20
    assert 65_000_000 < sum(one.population for one in current) < 75_000_000


def test_every_commune_lies_in_its_departement(france: Catalogue) -> None:
    members = defaultdict(list)
    for one in france.communes:
        members[one.departement_code].append(one)
    strays = []
    for code, communes in members.items():
        middle = median(one.latitude for one in communes), median(one.longitude for one in communes)
        strays += [
            one.label
            for one in communes
            if short_distance_km(one.latitude, one.longitude, *middle) > WIDE.get(code, WIDEST_KM)
        ]

    assert strays == []


@pytest.mark.parametrize(
    ("code", "name", "latitude", "longitude"),
    [
        ("01001", "L'Abergement-Clémenciat", 46.15, 4.92),
        ("07319", "Le Teil", 44.55, 4.68),
        ("62498", "Lens", 50.43, 2.83),
        ("75056", "Paris", 48.86, 2.35),
        ("75109", "Paris 9e Arrondissement", 48.87, 2.34),
        # Their town halls stand elsewhere in the official file: sign lost, latitude twice, another region.
        ("56034", "Carnac", 47.60, -3.07),
        ("60166", "Coudun", 49.46, 2.81),
        ("91136", "Champlan", 48.71, 2.27),
        ("97128", "Sainte-Anne", 16.24, -61.39),
        # The official file has no position at all for these.
        ("56098", "Lanester", 47.76, -3.34),
        ("14581", "Aurseulles", 49.12, -0.72),
        ("15031", "Celles", 45.11, 2.95),
        ("97411", "Saint-Denis", -20.88, 55.45),
        ("98818", "Nouméa", -22.27, 166.44),
    ],
)
def test_a_commune_is_where_it_is(france: Catalogue, code: str, name: str, latitude: float, longitude: float) -> None:
    found = france.listed(code)

    assert found
    assert found.name == name
    assert short_distance_km(found.latitude, found.longitude, latitude, longitude) < 4


@pytest.mark.parametrize(("former", "today"), [("74011", "Annecy"), ("97127", "Saint-Martin"), ("75101", "Paris")])
def test_codes_of_the_past_lead_to_today(france: Catalogue, former: str, today: str) -> None:
    found = france.get(former)

    assert found
    assert found.name == today


def test_the_seat_of_a_merger_is_found_by_its_own_name(france: Catalogue) -> None:
    assert [label for _, label in france.choices("Bellegarde-sur-Valserine")] == [
        "Bellegarde-sur-Valserine, Valserhône (01)"
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("st jean de beugne", "Saint-Jean-de-Beugné, Saint-Jean-d'Hermine (85)"),
        ("Bourg-les-Valence", "Bourg-lès-Valence (26)"),
        ("07000", "Privas (07)"),
        ("75 - PARIS 09", "Paris 9e Arrondissement (75)"),
        ("saint etiene", "Saint-Étienne (42)"),
        ("aubena", "Aubenas (07)"),
        ("villeurbane", "Villeurbanne (69)"),
        ("papete", "Papeete (987)"),
        ("paris 09", "Paris 9e Arrondissement (75)"),
        ("marseille 13", "Marseille 13e Arrondissement (13)"),
    ],
)
def test_what_people_type_is_found_among_all_communes(france: Catalogue, text: str, label: str) -> None:
    assert france.choices(text)[0][1] == label


def test_lens_is_among_the_first_for_lans(france: Catalogue) -> None:
    assert "Lens (62)" in [label for _, label in france.choices("lans")][:5]


def test_every_departement_has_a_time_zone(france: Catalogue) -> None:
    zones = {code: ZoneInfo(zone_of(code)).key for code in france.departements}

    assert zones["988"] == "Pacific/Noumea"
    assert {code for code, zone in zones.items() if zone != "Europe/Paris"} == set(OVERSEAS)
    assert zone_of("2A") == "Europe/Paris"
