"""Why a record was not kept: the codes, and what they say in French. docs/refusals.md lists the same."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """The record cannot be used as it is: refused."""

    NOT_JSON = "not_json"
    TOO_LONG = "too_long"
    RAGGED = "ragged"
    TOO_DEEP = "too_deep"
    HUGE_NUMBER = "huge_number"
    DUPLICATE_KEY = "duplicate_key"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_AN_OFFER = "not_an_offer"
    NO_ID = "no_id"
    NO_TITLE = "no_title"
    NO_DESCRIPTION = "no_description"
    NO_DATE = "no_date"
    BAD_DATE = "bad_date"
    FUTURE_DATE = "future_date"


class Aside(StrEnum):
    """The record is sound, and not for this import: set aside, never counted as a fault."""

    OTHER_REGION = "other_region"
    EXPIRED = "expired"
    DUPLICATE = "duplicate"
    OLDER = "older"


# For each fault: its name in lists, and the sentence that says what to correct.
FAULTS = {
    Fault.NOT_JSON: ("Ligne illisible", "La ligne n'est pas du JSON. La source doit la réécrire."),
    Fault.TOO_LONG: ("Offre trop longue", "L'offre dépasse 1 Mo. Une offre tient en quelques milliers de signes."),
    Fault.TOO_DEEP: ("Champs trop emboîtés", "Les champs sont emboîtés sans fin. Une offre a quelques niveaux."),
    Fault.HUGE_NUMBER: ("Nombre démesuré", "Un nombre de l'offre est trop grand pour être vrai."),
    Fault.DUPLICATE_KEY: (
        "Champ en double",
        "Le même champ est écrit deux fois : nous ne savons pas lequel croire.",
    ),
    Fault.RAGGED: (
        "Cellules en trop ou en moins",
        "La ligne n'a pas autant de cellules que l'en-tête : un séparateur ou un guillemet est de trop.",
    ),
    Fault.UNKNOWN_FORMAT: (
        "Format inconnu",
        "Nous ne connaissons pas les noms des champs de cet enregistrement.",
    ),
    Fault.NOT_AN_OFFER: (
        "Pas une offre",
        "L'enregistrement n'est pas un objet. Une offre est un objet avec des champs.",
    ),
    Fault.NO_ID: ("Sans identifiant", "Le champ « id » manque ou n'est pas un identifiant."),
    Fault.NO_TITLE: ("Sans titre", "Le champ « intitule » est vide."),
    Fault.NO_DESCRIPTION: ("Sans description", "Le champ « description » est vide."),
    Fault.NO_DATE: ("Sans date", "Les champs « dateCreation » et « dateActualisation » manquent."),
    Fault.BAD_DATE: ("Date illisible", "La date n'est pas écrite comme 2026-11-24T09:00:00Z."),
    Fault.FUTURE_DATE: ("Date à venir", "La date de publication n'est pas encore venue."),
}
ASIDES = {
    Aside.OTHER_REGION: ("Autre région", "Le lieu de l'offre est dans une autre région que celle de l'import."),
    Aside.EXPIRED: ("Expirée", "La date de fin donnée par la source est passée."),
    Aside.DUPLICATE: (
        "En double",
        "Le même identifiant est déjà dans le fichier. La version la plus récente est gardée.",
    ),
    Aside.OLDER: ("Plus ancienne", "Nous avons déjà une version plus récente de cette offre."),
}


def label(code: str) -> str:
    """The name of a fault in lists; the code itself when a newer version wrote one we do not know."""
    return FAULTS[Fault(code)][0] if code in set(Fault) else code


def sentence(code: str) -> str:
    """What is to be corrected."""
    return FAULTS[Fault(code)][1] if code in set(Fault) else ""
