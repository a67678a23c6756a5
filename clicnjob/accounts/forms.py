"""Forms of the accounts: format only, the rules are in the services."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import DataRequired, Email, Length, Optional, Regexp

from clicnjob.places.forms import CommuneField
from clicnjob.web import BaseForm


def needed(sentence: str) -> DataRequired:
    """The field must be filled; `sentence` says what to write."""
    return DataRequired(sentence)


class SignInForm(BaseForm):
    """Name and password; the box keeps the session on one's own phone."""

    username = StringField(
        "Ton nom d'utilisateur",
        [needed("Écris ton nom d'utilisateur. Il est sur ta carte."), Length(max=100)],
        description="Il est écrit sur ta carte.",
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "Ton mot de passe",
        [needed("Écris ton mot de passe."), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    own_phone = BooleanField(
        "C'est mon téléphone", description="Tu restes connecté 30 jours. Ne coche pas sur un téléphone prêté."
    )


class NewPasswordForm(BaseForm):
    """A password of one's own, written once: it can be shown instead of being written twice."""

    password = PasswordField(
        "Nouveau mot de passe",
        [needed("Il faut un mot de passe de 15 signes ou plus."), Length(max=200)],
        description="15 signes au moins. Une phrase que personne d'autre ne connaît, c'est très bien.",
        render_kw={"autocomplete": "new-password"},
    )


class FirstTimeForm(NewPasswordForm):
    """The name and the code of the card, and the password to be."""

    username = StringField(
        "Ton nom d'utilisateur",
        [needed("Écris ton nom d'utilisateur. Il est sur ta carte."), Length(max=100)],
        description="Il est écrit sur ta carte.",
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    code = StringField(
        "Ton code d'activation",
        [needed("Écris le code de ta carte : quatre groupes de quatre signes."), Length(max=40)],
        description="Quatre groupes de quatre signes. Il marche une seule fois.",
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"},
    )


class PersonForm(BaseForm):
    """A person's name and, if any, e-mail."""

    first_name = StringField(
        "Prénom", [needed("Écrivez le prénom."), Length(max=80)], render_kw={"autocomplete": "off"}
    )
    last_name = StringField(
        "Nom ou initiale",
        [needed("Écrivez le nom, ou son initiale."), Length(max=80)],
        render_kw={"autocomplete": "off"},
    )
    email = EmailField(
        "E-mail (si la personne en a un)",
        [Optional(), Email("Écrivez une adresse comme prenom@exemple.fr, ou laissez vide."), Length(max=200)],
        filters=[lambda text: (text or "").strip() or None],
        render_kw={"autocomplete": "off", "inputmode": "email"},
    )


class YouthForm(PersonForm):
    """A new young person: under a minute at the desk."""

    birth_date = DateField(
        "Date de naissance",
        [needed("Écrivez la date de naissance.")],
        description="Elle sert aux règles d'âge du travail, à rien d'autre.",
        render_kw={"autocomplete": "off"},
    )


class RegionsForm(BaseForm):
    """The regions whose offers an operator brings in; the choices are given by the view."""

    regions = SelectMultipleField("Ses régions", description="L'opérateur importe les offres de celles-là seulement.")

    def offer_regions(self, names: Mapping[str, str]) -> RegionsForm:
        """Fill the choices: names by code, in the order to show."""
        self.regions.choices = dict(names)
        return self


class StaffForm(PersonForm):
    """A new professional's account; the choices of role, structure and regions are given by the view."""

    username = StringField(
        "Nom d'utilisateur",
        [needed("Écrivez un nom d'utilisateur, par exemple prenom.nom."), Length(max=80)],
        render_kw={"autocomplete": "off", "autocapitalize": "none"},
    )
    role = SelectField("Rôle")
    structure = SelectField("Mission locale", coerce=int, description="Seulement pour un conseiller ou un responsable.")
    regions = SelectMultipleField("Régions", description="Seulement pour un opérateur des imports.")

    def offer(self, roles: dict[str, str], structures: dict[int, str], regions: Mapping[str, str]) -> StaffForm:
        """Fill the choices; the structure 0 stands for « aucune »."""
        self.role.choices = roles
        self.structure.choices = {"0": "Aucune", **{str(key): name for key, name in structures.items()}}
        self.regions.choices = dict(regions)
        return self


ZONES = {
    "Europe/Paris": "France métropolitaine",
    "America/Guadeloupe": "Guadeloupe",
    "America/Martinique": "Martinique",
    "America/Cayenne": "Guyane",
    "Indian/Reunion": "La Réunion",
    "Indian/Mayotte": "Mayotte",
    "America/Miquelon": "Saint-Pierre-et-Miquelon",
    "Pacific/Noumea": "Nouvelle-Calédonie",
    "Pacific/Tahiti": "Polynésie française",
    "Pacific/Wallis": "Wallis-et-Futuna",
}


class StructureForm(BaseForm):
    """A new mission locale."""

    name = StringField("Nom de la mission locale", [needed("Écrivez le nom."), Length(max=120)])
    zone = SelectField("Heure locale", choices=ZONES, default="Europe/Paris")


class SiteForm(BaseForm):
    """A place where the structure receives people."""

    name = StringField("Nom du lieu", [needed("Écrivez le nom du lieu, par exemple Antenne de Lens."), Length(max=120)])
    kind = RadioField(
        "Genre",
        choices={"antenne": "Antenne, ouverte la semaine", "permanence": "Permanence, certains jours"},
        default="antenne",
    )
    address = StringField("Adresse", [needed("Écrivez le numéro et la rue."), Length(max=200)])
    commune = CommuneField("Commune", [needed("Écrivez le nom de la commune ou son code postal."), Length(max=100)])
    postcode = StringField(
        "Code postal",
        [needed("Écrivez les cinq chiffres du code postal."), Regexp(r"\d{5}$", message="Écrivez cinq chiffres.")],
        render_kw={"inputmode": "numeric"},
    )
    phone = StringField(
        "Téléphone", [needed("Écrivez le numéro de téléphone."), Length(max=30)], render_kw={"inputmode": "tel"}
    )
    hours = StringField(
        "Horaires",
        [needed("Écrivez les jours et les heures d'ouverture."), Length(max=200)],
        description="Par exemple : du lundi au vendredi, 9 h à 12 h et 14 h à 17 h.",
    )
