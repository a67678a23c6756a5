"""What the accounts refuse."""

from __future__ import annotations

from typing import ClassVar

from clicnjob.errors import Refusal


class WrongCredentials(Refusal):
    """Unknown name, wrong password or ended account: one answer for the three."""

    text = "Ce nom et ce mot de passe ne vont pas ensemble. Vérifie les deux, ou demande à ton conseiller."


class TooManyTries(Refusal):
    """Tried too often; `seconds` to wait."""

    text = "Trop d'essais. Attends {minutes} et réessaie."

    def __init__(self, *, seconds: int) -> None:
        self.seconds = seconds
        minutes = -(-seconds // 60)
        super().__init__(minutes=f"{minutes} minute{'s' if minutes > 1 else ''}")


class UsernameTaken(Refusal):
    """Another account bears this name."""

    text = "Le nom « {username} » est déjà pris. Choisissez-en un autre."


class WeakPassword(Refusal):
    """Shorter than 15 characters, or known to everybody."""

    text: ClassVar[str] = "Ce mot de passe est trop facile à deviner. Écris 15 signes au moins, par exemple une phrase."


class WrongStructure(Refusal):
    """The role asks for a structure, or must not have one."""

    text = "Un compte « {role} » {rule}."


class NoRegion(Refusal):
    """An operator brings in the offers of some region."""

    text = "Cochez au moins une région. Un opérateur importe les offres de celles-là seulement."


class WrongCode(Refusal):
    """Unknown name, wrong, used or expired activation code: one answer for all."""

    text = "Ce nom et ce code ne vont pas ensemble, ou le code a plus de 21 jours. Demande un nouveau code."


class ImpossibleBirthDate(Refusal):
    """Younger than 14 or older than 35: nobody a mission locale accompanies."""

    text = "Cette date de naissance donne {age} ans. Vérifiez l'année : un jeune suivi a entre 16 et 29 ans."
