"""What the offers refuse: files that cannot be read, with the place of the fault; unknown regions and sources."""

from __future__ import annotations

from clicnjob.errors import Refusal


class UnreadableFile(Refusal):
    """Parent of what makes a file unreadable: nothing of the import is kept. `name` is the file's."""


class MissingFile(UnreadableFile):
    """There is no such file, or it may not be read."""

    text = "Le fichier « {name} » ne s'ouvre pas. Vérifiez son nom et vos droits."


class EmptyFile(UnreadableFile):
    """Nothing in it but spaces."""

    text = "Le fichier « {name} » est vide. Demandez-le de nouveau à la source."


class TooLargeFile(UnreadableFile):
    """More than `CLICNJOB_IMPORT_MAX_MB`, as it is or once unpacked."""

    text = (
        "Le fichier « {name} » dépasse {limit} Mo{unpacked}. Coupez-le en plusieurs fichiers, "
        "ou relevez CLICNJOB_IMPORT_MAX_MB."
    )


class DamagedArchive(UnreadableFile):
    """The .gz is not one, or its content does not match its checksum."""

    text = "Le fichier « {name} » ne se décompresse pas : il est abîmé. Demandez-le de nouveau à la source."


class WrongEncoding(UnreadableFile):
    """A byte that is not UTF-8; `offset` counts from 0 in the unpacked file, `line` from 1."""

    text = (
        "Le fichier « {name} » n'est pas en UTF-8 : ligne {line}, octet {offset}. "
        "Demandez-le en UTF-8, ou enregistrez-le de nouveau dans ce codage."
    )


class NotJson(UnreadableFile):
    """Another format."""

    text = (
        "Le fichier « {name} » n'est pas du JSON : il commence par « {start} » (ligne {line}, octet {offset}). "
        "Donnez une page de l'API France Travail, une liste JSON, ou une offre par ligne."
    )


class BrokenJson(UnreadableFile):
    """JSON up to `offset` (from 0) on `line` (from 1)."""

    text = (
        "Le fichier « {name} » est abîmé à la ligne {line}, octet {offset} : ce n'est plus du JSON. "
        "Demandez-le de nouveau à la source."
    )


class CutFile(UnreadableFile):
    """The end is missing."""

    text = (
        "Le fichier « {name} » est coupé : il s'arrête à la ligne {line}, octet {offset}. "
        "Demandez-le de nouveau à la source, entier."
    )


class NoOfferList(UnreadableFile):
    """JSON without the list of offers."""

    text = (
        "Le fichier « {name} » est du JSON, mais sans liste d'offres : pas de champ « resultats ». "
        "Donnez une page de l'API France Travail, une liste JSON, ou une offre par ligne."
    )


class NoOffer(UnreadableFile):
    """The files of the call hold no offer at all."""

    text = "Aucune offre dans ce qui est donné ({names}). Rien n'a changé. Demandez un autre fichier à la source."


class NoUsableOffer(UnreadableFile):
    """Every record is faulty: `reason` is the sentence of the first."""

    text = (
        "Aucune des {count} offres n'est utilisable. La première, {name} ligne {line} : {reason} "
        "Rien n'a changé. Demandez un autre fichier à la source."
    )


class UnknownRegion(Refusal):
    """Not a region's code."""

    text = "« {code} » n'est pas un code de région. Écrivez all, ou un de ceux-ci : {codes}."


class UnknownSource(Refusal):
    """A name that cannot be one."""

    text = "« {name} » ne peut pas nommer une source. Écrivez des lettres et des tirets, par exemple : {example}."


class PullFailed(Refusal):
    """Parent of why offers cannot be asked of the API: nothing of the region has changed."""


class PullNotConfigured(PullFailed):
    """No identifiers in the settings."""

    text = (
        "L'API France Travail n'est pas réglée. Donnez CLICNJOB_PULL_CLIENT_ID et CLICNJOB_PULL_CLIENT_SECRET, "
        "reçus sur francetravail.io."
    )


class PullNotInstalled(PullFailed):
    """The libraries of the extra are missing."""

    text = (
        "Il manque de quoi interroger l'API. Lancez : make setup-pull "
        "(ou : pip install --no-deps --require-hashes -r requirements/pull.txt)."
    )


class PullDenied(PullFailed):
    """The identifiers are not taken."""

    text = (
        "L'API France Travail refuse l'identifiant ou le secret. Vérifiez CLICNJOB_PULL_CLIENT_ID, "
        "CLICNJOB_PULL_CLIENT_SECRET et CLICNJOB_PULL_SCOPE."
    )


class PullRefused(PullFailed):
    """An answer that trying again would not change: a wrong query, a redirection, a body without end."""

    text = (
        "L'API France Travail refuse la demande (réponse {status}). Rien n'a changé. "
        "Vérifiez CLICNJOB_PULL_URL et CLICNJOB_PULL_CAP."
    )


class PullAway(PullFailed):
    """Tried again and again in vain."""

    text = (
        "L'API France Travail n'a pas pu être lue : {why}. Rien n'a changé. Relancez plus tard : "
        "ce qui est déjà reçu est gardé douze heures."
    )


class PullTooLong(PullFailed):
    """More requests or hours than one pull may take."""

    text = (
        "La collecte a atteint sa durée limite. Rien n'a changé. Relancez la commande : "
        "ce qui est déjà reçu est gardé douze heures."
    )


class PullNotPublic(PullFailed):
    """The address leads inside a private network."""

    text = "{host} mène à une adresse privée : elle n'est pas interrogée. Vérifiez CLICNJOB_PULL_URL."


class PullRunning(PullFailed):
    """Another process of this machine pulls the same region."""

    text = "La région {region} est déjà en cours de collecte sur cette machine. Attendez qu'elle finisse."


class PullNothing(PullFailed):
    """The API holds no offer for this region."""

    text = "L'API France Travail n'a donné aucune offre pour la région {region}. Rien n'a changé."
