"""Refusals of the occupations."""

from __future__ import annotations

from clicnjob.errors import Refusal


class UnreadableOccupations(Refusal):
    text = "{name} : ce fichier ne peut pas être lu. Donnez un fichier ROME en CSV, compressé (.gz) ou non."


class NoOccupation(Refusal):
    text = "Aucun métier dans {names}. Donnez les fichiers ROME des appellations (colonnes code_rome, libelle…)."
