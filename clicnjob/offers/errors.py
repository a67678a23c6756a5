"""What the offers refuse: files that cannot be read, with the place of the fault; unknown regions and sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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


class UnknownFormat(UnreadableFile):
    """Neither JSON, XML, a web page nor a table."""

    text = (
        "Le fichier « {name} » n'est d'aucun format connu : il commence par « {start} ». "
        "Donnez du JSON, du XML, une page web, un tableau (CSV, XLSX, ODS), ou l'un d'eux en .zip ou .gz."
    )


class UnknownFeed(UnreadableFile):
    """JSON or XML whose offers bear no name we know."""

    text = (
        "Le fichier « {name} » se lit, mais nous n'y reconnaissons pas d'offres. "
        "Formats compris : {understood}. Donnez l'un d'eux, ou un tableau CSV dont vous choisissez les colonnes."
    )


class PageWithoutOffer(UnreadableFile):
    """A web page that embeds no JobPosting."""

    text = (
        "La page « {name} » ne contient pas d'offre lisible (JobPosting de schema.org). "
        "Demandez à la source un fichier, ou saisissez l'offre."
    )


class BrokenXml(UnreadableFile):
    """XML up to `column` (from 0) of `line` (from 1)."""

    text = (
        "Le fichier « {name} » est abîmé à la ligne {line}, colonne {column} : ce n'est plus du XML. "
        "Demandez-le de nouveau à la source."
    )


class UnsafeContent(UnreadableFile):
    """JSON or XML made to fill the memory, to last for hours, or to read elsewhere."""

    text = "Le fichier « {name} » n'est pas lu, par sécurité : {why}. Demandez à la source un fichier sans cela."


class DeclaredEncoding(UnreadableFile):
    """XML that declares an encoding nobody uses for French."""

    text = "Le fichier « {name} » annonce un codage que nous ne lisons pas, « {encoding} ». Demandez-le en UTF-8."


class UnsafeArchive(UnreadableFile):
    """A ZIP that is not opened."""

    text = (
        "L'archive « {name} » n'est pas ouverte, par sécurité : {why}. Donnez les fichiers d'offres eux-mêmes, "
        "ou un .zip qui ne contient qu'eux."
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


class UnknownEncoding(UnreadableFile):
    """A table whose letters cannot be read: not UTF-8, and not what it was guessed to be."""

    text = (
        "Les lettres du fichier « {name} » ne se lisent pas. Enregistrez-le de nouveau en CSV UTF-8, "
        "ou donnez le classeur d'origine."
    )


class CutRow(UnreadableFile):
    """The last row has cells too few and no end."""

    text = (
        "Le fichier « {name} » est coupé : sa dernière ligne, la {line}, n'est pas entière. "
        "Demandez-le de nouveau à la source."
    )


class OpenQuote(UnreadableFile):
    """A cell that begins with a quote and never ends."""

    text = (
        "Le fichier « {name} » est coupé ou abîmé : à la ligne {line}, un guillemet s'ouvre et ne se ferme jamais. "
        "Demandez-le de nouveau à la source, entier."
    )


class DamagedTable(UnreadableFile):
    """Too many rows without an end."""

    text = (
        "Le fichier « {name} » est abîmé : plus de {count} lignes n'ont pas de fin, la dernière est la {line}. "
        "Demandez-le de nouveau à la source."
    )


class WideTable(UnreadableFile):
    """More columns than a table of offers has."""

    text = "Le fichier « {name} » a {count} colonnes. Gardez celles des offres : {most} au plus."


class ColumnsUnknown(UnreadableFile):
    """Nothing looks like a column without which no offer can be read."""

    text = (
        "Le fichier « {name} » est un tableau, mais aucune colonne ne ressemble à : {fields}. "
        "Ses colonnes : {header}. Dites laquelle, sur la page « Les colonnes » ou avec clicnjob offers columns."
    )


class ColumnsGone(UnreadableFile):
    """The remembered columns are no longer in the file."""

    text = (
        "Le fichier « {name} » n'a plus la colonne {columns}, d'où les offres de cette source sont lues. "
        "Ses colonnes : {header}. Demandez le fichier d'avant à la source, ou choisissez de nouveau les colonnes."
    )


class UnknownField(Refusal):
    """A name that is no field a column can give."""

    text = "« {name} » n'est pas un champ. Écrivez un de ceux-ci : {names}."


class UnknownColumn(Refusal):
    """A heading that the file does not have."""

    text = "Le fichier n'a pas de colonne « {name} ». Ses colonnes : {header}."


class NotTable(UnreadableFile):
    """Columns were asked of a file that has none, or a table was expected and no two cells stand side by side."""

    text = (
        "Le fichier « {name} » n'est pas un tableau : pas de colonnes côte à côte. "
        "Donnez un CSV avec une ligne d'en-tête, ou un classeur .xlsx ou .ods."
    )


class DamagedWorkbook(UnreadableFile):
    """An XLSX or an ODS that does not open, or whose parts are not what they say."""

    text = "Le classeur « {name} » est abîmé : il ne s'ouvre pas. Enregistrez-le de nouveau, ou donnez-le en CSV."


class OldWorkbook(UnreadableFile):
    """XLS, XLSB, or protected by a password."""

    text = (
        "Le classeur « {name} » est d'un ancien format, ou protégé par un mot de passe. "
        "Enregistrez-le en .xlsx, en .ods ou en CSV, sans mot de passe."
    )


class HeavyWorkbook(UnreadableFile):
    """More than memory should hold once unpacked, or a bomb."""

    text = (
        "Le classeur « {name} » est trop lourd une fois décompressé : {limit} Mo au plus. "
        "Enregistrez-le en CSV : la limite ne vaut que pour les classeurs."
    )


class WideWorkbook(UnreadableFile):
    """A sheet of too many cells."""

    text = (
        "Le classeur « {name} » a une feuille de plus de {limit} millions de cellules, vides comprises. "
        "Supprimez les lignes et les colonnes inutiles, ou enregistrez-le en CSV."
    )


class LinkedWorkbook(UnreadableFile):
    """It takes values from other files."""

    text = (
        "Le classeur « {name} » prend des valeurs dans d'autres fichiers. "
        "Rompez les liaisons, ou enregistrez-le en CSV, puis donnez-le de nouveau."
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


class NotOneRegion(UnknownRegion):
    """Not the code of one region, where « all » makes no sense."""

    text = "« {code} » n'est pas un code de région. Écrivez un de ceux-ci : {codes}."


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


class FilesGone(Refusal):
    """The files of an import that waits are no longer kept."""

    text = "Les fichiers de cet import ne sont plus gardés. Déposez-les de nouveau."


class ReasonNeeded(Refusal):
    """A brake fired: who publishes all the same says why."""

    text = "Cet import est retenu. Pour le publier quand même, écrivez pourquoi."


class NotWaiting(Refusal):
    """An import that is published, taken back or abandoned already."""

    text = "L'import {number} n'attend plus rien. Voyez la page des imports."


class NothingToUndo(Refusal):
    """No published import of this source and region, or what it overwrote is no longer kept."""

    text = "Rien à annuler ici : aucun import publié de la source « {source} » dont l'état d'avant soit gardé."


class NoRoom(Refusal):
    """The disk, or the database, is full: nothing of the import is kept."""

    text = (
        "Il n'y a plus de place sur le disque : l'import s'arrête, les offres d'avant restent en ligne. "
        "Faites de la place, puis relancez le même import."
    )


class RegionsStopped(Refusal):
    """Some regions of one call could not be turned over; `outcomes` are those of the others."""

    text = "Arrêt pour : {regions}. Leurs offres d'avant restent en ligne. Relancez la même commande."
    outcomes: Sequence[Any] = ()
