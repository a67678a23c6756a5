"""The places of missions locales nearest to a position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clicnjob.accounts.models import Site
from clicnjob.places.distance import short_distance_km

MOST_SITES = 3


@dataclass(frozen=True, slots=True)
class NearSite:
    """A site, and the whole kilometres to it as the crow flies."""

    site: Site
    km: int


def nearest_sites(sites: Sequence[Site], latitude: float, longitude: float) -> list[NearSite]:
    """The nearest sites to a position in degrees, nearest first."""

    def km(site: Site) -> float:
        return short_distance_km(latitude, longitude, site.commune.latitude, site.commune.longitude)

    return [
        NearSite(site, round(km(site))) for site in sorted(sites, key=lambda site: (km(site), site.id))[:MOST_SITES]
    ]
