"""The time zone of each département."""

from __future__ import annotations

PARIS = "Europe/Paris"

# Names of the IANA time zone database, column "FR" and the territories that have their own country code.
OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


def zone_of(departement: str) -> str:
    """The IANA time zone of a département or territory code; Paris time for every code not overseas.

    French Polynesia has three zones: this gives Tahiti's. The Marquesas are half an hour ahead, the Gambier one hour.
    """
    return OVERSEAS.get(departement, PARIS)
