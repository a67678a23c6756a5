"""A small gazetteer of real communes, loaded in no time: what tests of every room need to speak of places."""

from __future__ import annotations

from functools import cache

from sqlalchemy.orm import Session

from clicnjob import clock
from clicnjob.places import services
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.gazetteer import Commune, Departement, Gazetteer, Kind, Region

REGIONS = [
    Region("04", "La Réunion"),
    Region("11", "Île-de-France"),
    Region("32", "Hauts-de-France"),
    Region("44", "Grand Est"),
    Region("52", "Pays de la Loire"),
    Region("75", "Nouvelle-Aquitaine"),
    Region("76", "Occitanie"),
    Region("84", "Auvergne-Rhône-Alpes"),
]
DEPARTEMENTS = [
    Departement("07", "Ardèche", "84"),
    Departement("23", "Creuse", "75"),
    Departement("26", "Drôme", "84"),
    Departement("31", "Haute-Garonne", "76"),
    Departement("32", "Gers", "76"),
    Departement("38", "Isère", "84"),
    Departement("42", "Loire", "84"),
    Departement("43", "Haute-Loire", "84"),
    Departement("62", "Pas-de-Calais", "32"),
    Departement("65", "Hautes-Pyrénées", "76"),
    Departement("67", "Bas-Rhin", "44"),
    Departement("69", "Rhône", "84"),
    Departement("74", "Haute-Savoie", "84"),
    Departement("75", "Paris", "11"),
    Departement("80", "Somme", "32"),
    Departement("85", "Vendée", "52"),
    Departement("93", "Seine-Saint-Denis", "11"),
    Departement("974", "La Réunion", "04"),
]
HOMES = {one.code: one.region_code for one in DEPARTEMENTS}


def commune(
    code: str,
    name: str,
    population: int,
    latitude: float,
    longitude: float,
    *postcodes: str,
    parent: str | None = None,
    former_name: str | None = None,
) -> Commune:
    """A commune; with a parent, an arrondissement when it has postcodes, else a former commune."""
    departement = code[:3] if code.startswith("97") else code[:2]
    kind = Kind.COMMUNE if parent is None else Kind.ARRONDISSEMENT if postcodes else Kind.FORMER
    return Commune(
        code=code,
        name=name,
        departement_code=departement,
        region_code=HOMES[departement],
        population=population,
        latitude=latitude,
        longitude=longitude,
        kind=kind,
        parent_code=parent,
        former_name=former_name,
        postcodes=postcodes,
    )


COMMUNES = [
    commune("07010", "Annonay", 16_200, 45.2400, 4.6711, "07100"),
    commune("07019", "Aubenas", 12_400, 44.6197, 4.3903, "07200"),
    commune("07181", "Le Pouzin", 3_000, 44.7512, 4.7490, "07250"),
    commune("07186", "Privas", 8_500, 44.7353, 4.5986, "07000"),
    commune("07072", "Coux", 1_700, 44.7330, 4.6210, "07000"),
    commune("07319", "Le Teil", 8_700, 44.5505, 4.6837, "07400"),
    commune("23096", "Guéret", 12_800, 46.1703, 1.8715, "23000"),
    commune("26058", "Bourg-lès-Valence", 20_000, 44.9478, 4.8944, "26500"),
    commune("26362", "Valence", 64_500, 44.9333, 4.8917, "26000"),
    commune("31555", "Toulouse", 480_000, 43.6044, 1.4439, "31000", "31100", "31200", "31300", "31400", "31500"),
    commune("32013", "Auch", 21_900, 43.6465, 0.5855, "32000"),
    commune("38205", "Lans-en-Vercors", 2_700, 45.1280, 5.5870, "38250"),
    commune("42218", "Saint-Étienne", 172_000, 45.4397, 4.3872, "42000", "42100", "42230"),
    commune("43157", "Le Puy-en-Velay", 19_200, 45.0430, 3.8850, "43000"),
    commune("62498", "Lens", 31_400, 50.4322, 2.8319, "62300"),
    commune("62065", "Avion", 17_500, 50.4100, 2.8330, "62210"),
    commune("65440", "Tarbes", 41_500, 43.2333, 0.0781, "65000"),
    commune("69123", "Lyon", 516_000, 45.7675, 4.8357),
    commune("69383", "Lyon 3e Arrondissement", 102_000, 45.7590, 4.8510, "69003", parent="69123"),
    commune("69202", "Sainte-Foy-lès-Lyon", 21_900, 45.7340, 4.7950, "69110"),
    commune("69266", "Villeurbanne", 149_000, 45.7667, 4.8800, "69100"),
    commune("74010", "Annecy", 127_000, 45.9055, 6.1229, "74000", "74940"),
    commune("74011", "Annecy-le-Vieux", 21_000, 45.9197, 6.1418, parent="74010"),
    commune("75056", "Paris", 2_187_000, 48.8566, 2.3429),
    commune("75109", "Paris 9e Arrondissement", 59_600, 48.8726, 2.3405, "75009", parent="75056"),
    commune("80225", "Creuse", 230, 49.8080, 2.1790, "80480"),
    commune("85223", "Saint-Jean-d'Hermine", 4_000, 46.5500, -1.0600, "85210", former_name="Sainte-Hermine"),
    commune("85233", "Saint-Jean-de-Beugné", 600, 46.5200, -1.1050, parent="85223"),
    commune("93066", "Saint-Denis", 113_000, 48.9356, 2.3539, "93200", "93210"),
    commune("97411", "Saint-Denis", 150_000, -20.8789, 55.4481, "97400", "97417", "97490"),
]
GAZETTEER = Gazetteer.of(REGIONS, DEPARTEMENTS, COMMUNES)


@cache
def catalogue() -> Catalogue:
    """The catalogue of the small gazetteer, for pure tests."""
    return Catalogue(GAZETTEER)


def load(session: Session) -> None:
    """Put the small gazetteer into the tables."""
    services.load(session, GAZETTEER, source="tests", now=clock.now())
