"""Refusals of the operations: why a backup cannot be made or put back."""

from __future__ import annotations

from clicnjob.errors import Refusal


class NotABackup(Refusal):
    """The file cannot be read, is cut, or was changed since it was made."""

    text = (
        "Le fichier « {file} » n'est pas une sauvegarde lisible : {why}. La base n'a pas été touchée. "
        "Prenez une autre sauvegarde."
    )


class BackupIsNewer(Refusal):
    """The backup was made by a later version of the programme."""

    text = (
        "La sauvegarde vient d'une version plus récente de ClicNJob (schéma {theirs}, ici {ours}). "
        "La base n'a pas été touchée. Mettez d'abord ClicNJob à jour."
    )


class OtherEngine(Refusal):
    """A SQLite backup for a PostgreSQL database, or the reverse."""

    text = (
        "La sauvegarde vient de {theirs} et la base est {ours}. La base n'a pas été touchée. "
        "Vérifiez CLICNJOB_DATABASE_URL."
    )


class InUse(Refusal):
    """The server or a worker still has the database open."""

    text = (
        "La base est encore ouverte par un autre programme. Elle n'a pas été touchée. "
        "Arrêtez le serveur et « clicnjob tasks run », puis recommencez."
    )


class Damaged(Refusal):
    """The engine finds faults in a copy of the database."""

    text = "La copie de la base est abîmée : {why}. Rien n'a été écrit. Revenez à la dernière sauvegarde saine."


class NothingToSave(Refusal):
    """The database has no tables yet."""

    text = "La base est vide : il n'y a rien à sauvegarder. Pour la créer : clicnjob db upgrade"


class Mismatch(Refusal):
    """What was put back does not count as many rows as the backup says."""

    text = "La base remise n'a pas les lignes annoncées. L'ancienne est gardée dans {aside}."


class ToolMissing(Refusal):
    """PostgreSQL's own programmes are not on this machine."""

    text = (
        "Le programme {tool} manque. Installez le client PostgreSQL (sous Debian : postgresql-client), "
        "ou donnez son dossier dans CLICNJOB_PG_BIN."
    )


class ToolFailed(Refusal):
    """One of PostgreSQL's programmes gave up; what it did was taken back."""

    text = "{tool} s'est arrêté : {why}"


class CannotWrite(Refusal):
    """The folder of the backups does not accept a file."""

    text = "La sauvegarde ne peut pas être écrite dans {folder} : {why}. Vérifiez le dossier et la place libre."
