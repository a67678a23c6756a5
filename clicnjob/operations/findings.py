"""What `clicnjob doctor` says: a state for each thing looked at, and what to do about it (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from clicnjob.text.french import plural

# Below, the weekly import (staged beside the live offers) may not fit.
LITTLE_ROOM = 2 * 1024**3
NO_ROOM = 200 * 1024**2
# The oldest major version still maintained in November 2026 (postgresql.org/support/versioning).
OLDEST_POSTGRES = 15
OLD_BACKUP = timedelta(days=2)
# Offers come weekly; a day of grace.
OLD_IMPORT = timedelta(days=8)
OTHERS_CAN_READ = 0o077


class State(StrEnum):
    """How bad it is: nothing to do, worth a look, or must not stay."""

    OK = "ok"
    LOOK = "à voir"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at and seen, its state, and what to do (empty when nothing is to be done)."""

    what: str
    state: State
    todo: str = ""


def of_environment(*, production: bool, tls: bool) -> Finding:
    """Whether the settings are those of a real service."""
    if not production:
        return Finding("Réglages de développement", State.LOOK, "Pour un vrai service : CLICNJOB_ENV=production.")
    if not tls:
        todo = "Donnez à CLICNJOB_PUBLIC_URL une adresse en https:// et placez un relais TLS devant."
        return Finding("Réglages de production, mais sans HTTPS", State.DANGER, todo)
    return Finding("Réglages de production, en HTTPS", State.OK)


def of_schema(current: str | None, head: str | None) -> Finding:
    """Whether the database is at the schema of this checkout."""
    if current == head:
        return Finding(f"Schéma à jour (version {current})", State.OK)
    if current is None:
        return Finding("Base vide", State.DANGER, "Lancez : clicnjob db upgrade")
    if current > (head or ""):
        todo = "Mettez le programme à jour, ou revenez à une sauvegarde de cette version."
        return Finding(f"La base ({current}) est plus récente que le programme ({head})", State.DANGER, todo)
    todo = "Lancez : clicnjob backup, puis clicnjob db upgrade"
    return Finding(f"Schéma en retard (version {current}, attendue {head})", State.DANGER, todo)


def of_communes(count: int) -> Finding:
    """Whether places can be found."""
    if not count:
        return Finding("Aucune commune", State.DANGER, "Lancez : clicnjob places load")
    return Finding(plural(count, "commune"), State.OK)


def of_admins(count: int) -> Finding:
    """Whether somebody can open accounts."""
    if not count:
        return Finding("Aucun compte d'administration", State.DANGER, "Lancez : clicnjob admin create")
    return Finding(plural(count, "compte d'administration", "comptes d'administration"), State.OK)


def of_folder(folder: str, mode: int, *, production: bool) -> Finding:
    """Whether other accounts of the machine can look into the data folder (`mode`: its permission bits)."""
    if mode & OTHERS_CAN_READ:
        state = State.DANGER if production else State.LOOK
        what = "Le dossier de données est ouvert aux autres comptes de la machine"
        return Finding(what, state, f"Lancez : chmod 700 {folder}")
    return Finding("Dossier de données fermé aux autres comptes", State.OK)


def of_disk(free: int) -> Finding:
    """Whether there is room left where the data are (bytes)."""
    what = f"{free / 1024**3:.1f} Go libres".replace(".", ",")
    if free < NO_ROOM:
        return Finding(what, State.DANGER, "Libérez de la place : plus rien ne pourra bientôt être écrit.")
    if free < LITTLE_ROOM:
        return Finding(what, State.LOOK, "Gardez au moins 2 Go pour l'import hebdomadaire et les sauvegardes.")
    return Finding(what, State.OK)


def of_journal(mode: str) -> Finding:
    """Whether SQLite lets readers and a writer work together."""
    if mode != "wal":
        todo = "Placez la base sur un disque local : le mode WAL y est mis à l'ouverture."
        return Finding(f"SQLite sans WAL (mode {mode})", State.DANGER, todo)
    return Finding("SQLite en mode WAL", State.OK)


def of_postgres(version: int, missing_tools: list[str]) -> list[Finding]:
    """Whether the server is maintained (`version` as 150004) and can be backed up from here."""
    major = version // 10_000
    if major < OLDEST_POSTGRES:
        found = [Finding(f"PostgreSQL {major} n'est plus maintenu", State.DANGER, "Passez à une version maintenue.")]
    else:
        found = [Finding(f"PostgreSQL {major}", State.OK)]
    if missing_tools:
        todo = "Installez le client PostgreSQL de la même version, ou donnez son dossier dans CLICNJOB_PG_BIN."
        found.append(Finding(f"Sauvegarde impossible d'ici : il manque {', '.join(missing_tools)}", State.DANGER, todo))
    return found


def of_tasks(waiting: int, overdue: int, failed: Mapping[str, int]) -> list[Finding]:
    """Whether somebody does the jobs, and whether some were given up (`failed`: how many by name)."""
    found = [Finding(f"{plural(waiting, 'tâche')} en attente", State.OK)]
    if overdue:
        todo = "Vérifiez que « clicnjob serve » ou « clicnjob tasks run --watch » tourne."
        found = [Finding(f"{plural(overdue, 'tâche')} en retard de plus de dix minutes", State.DANGER, todo)]
    if failed:
        names = ", ".join(f"{name} ({count})" for name, count in failed.items())
        todo = "Cherchez task_failed dans le journal, corrigez, puis lancez : clicnjob tasks retry"
        found.append(Finding(f"Tâches abandonnées : {names}", State.LOOK, todo))
    return found


def of_messages(unsent: int, *, configured: bool) -> Finding:
    """Whether e-mail can leave."""
    what = f"{plural(unsent, 'message')} en attente d'envoi"
    if not configured:
        todo = "Donnez CLICNJOB_SMTP_URL et CLICNJOB_MAIL_FROM : les messages partiront dans l'heure."
        return Finding(f"Pas de serveur de messagerie ; {what}", State.LOOK, todo)
    return Finding(what, State.OK)


def of_import(last: datetime | None, now: datetime) -> Finding:
    """Whether offers are fresh."""
    todo = "Lancez : clicnjob offers import FICHIER --region CODE"
    if last is None:
        return Finding("Aucun import d'offres", State.LOOK, todo)
    age = now - last
    what = f"Dernier import réussi il y a {plural(age.days, 'jour')}"
    return Finding(what, State.DANGER, todo) if age > OLD_IMPORT else Finding(what, State.OK)


def of_pull(*, configured: bool, installed: bool) -> Finding:
    """Whether the offers of France Travail come by themselves."""
    if not configured:
        todo = "Donnez CLICNJOB_PULL_CLIENT_ID et CLICNJOB_PULL_CLIENT_SECRET, ou déposez des fichiers chaque semaine."
        return Finding("L'API France Travail n'est pas réglée", State.LOOK, todo)
    if not installed:
        return Finding("Il manque de quoi interroger l'API", State.DANGER, "Lancez : make setup-pull")
    return Finding("L'API France Travail est réglée", State.OK)


def of_regions(old: Sequence[str]) -> list[Finding]:
    """A line for the regions that have had no good import for too long, by their codes; none when there are none."""
    if not old:
        return []
    days = OLD_IMPORT.days
    todo = f"Voyez pourquoi : clicnjob weekly run --region {old[0]}"
    return [Finding(f"Sans import réussi depuis plus de {days} jours : {', '.join(old)}", State.DANGER, todo)]


def of_inbox(astray: Sequence[str]) -> list[Finding]:
    """A line for files that were left where no region will look for them."""
    todo = "Renommez le dossier : le code INSEE de la région, par exemple 84."
    return [Finding(f"Fichiers déposés hors de toute région : {', '.join(astray)}", State.LOOK, todo)] if astray else []


def of_backup(last: datetime | None, now: datetime, *, production: bool) -> Finding:
    """Whether a recent backup exists."""
    todo = "Lancez : clicnjob backup, et planifiez-la chaque nuit."
    worst = State.DANGER if production else State.LOOK
    if last is None:
        return Finding("Aucune sauvegarde", worst, todo)
    age = now - last
    what = f"Dernière sauvegarde il y a {plural(age.days, 'jour')}"
    return Finding(what, worst, todo) if age > OLD_BACKUP else Finding(what, State.OK)
