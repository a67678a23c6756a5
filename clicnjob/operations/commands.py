"""Commands of whoever runs an installation: doctor, backup, restore, tasks."""

from __future__ import annotations

import signal
import threading
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from types import FrameType

import click

from clicnjob import clock, tasks
from clicnjob.console import Context, answer, refuse, say
from clicnjob.errors import Refusal
from clicnjob.operations import doctor as examination
from clicnjob.operations import services
from clicnjob.operations.errors import NotABackup
from clicnjob.operations.findings import State
from clicnjob.web import logs


@click.command("doctor", help="Dire ce qui manque ou n'est pas sûr. Rend 1 s'il y a un danger.")
@click.option("--json", "as_json", is_flag=True, help="Un objet JSON sur une ligne.")
@click.pass_obj
def doctor(context: Context, as_json: bool) -> None:
    found = examination.examine(context.database, context.settings, clock.now())
    if as_json:
        answer({"findings": [asdict(finding) for finding in found]}, as_json=True)
    else:
        for finding in found:
            click.echo(f"{finding.state:<7} {finding.what}")
            if finding.todo:
                click.echo(f"        {finding.todo}")
    raise SystemExit(int(any(finding.state is State.DANGER for finding in found)))


@click.command("backup", help="Sauvegarder la base pendant que le service tourne, et vérifier la copie.")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Dossier. Sans lui : backups/ dans les données.")
@click.option("--json", "as_json", is_flag=True, help="Un objet JSON sur une ligne.")
@click.pass_obj
def backup(context: Context, folder: Path | None, as_json: bool) -> None:
    settings = context.settings
    folder = folder or services.default_folder(settings)
    try:
        path, manifest = services.back_up(context.database, settings, folder=folder, now=clock.now())
    except Refusal as refusal:
        refuse(refusal.message, code=1)
    counted = {"tables": len(manifest.rows), "rows": sum(manifest.rows.values())}
    answer({"file": str(path), "bytes": path.stat().st_size, **counted, "sha256": manifest.sha256}, as_json=as_json)


@click.command("restore", help="Remettre une sauvegarde à la place de la base. Arrêtez d'abord le service.")
@click.argument("source", metavar="FICHIER", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ne pas demander de confirmation.")
@click.pass_obj
def restore(context: Context, source: Path, yes: bool) -> None:
    if not yes:
        click.confirm("Remplacer toute la base par cette sauvegarde ?", abort=True, err=True)
    try:
        done = services.restore(context.database, context.settings, source=source, now=clock.now())
    except NotABackup as refusal:
        refuse(refusal.message, code=2)
    except Refusal as refusal:
        refuse(refusal.message, code=1)
    made = clock.local(datetime.fromisoformat(done.manifest.created_at))
    say(f"Base remise telle qu'elle était le {made:%d/%m/%Y à %H:%M}, heure de Paris.")
    if done.aside:
        say(f"L'ancienne base est gardée : {done.aside}")
    say("Lancez maintenant : clicnjob db upgrade, puis redémarrez le service.")


@click.group("tasks", help="Les tâches de fond.")
def tasks_group() -> None:
    pass


@tasks_group.command(
    "run", help="Faire les tâches dues, puis s'arrêter ; avec --watch, rester et les faire au fil de l'eau."
)
@click.option("--watch", is_flag=True, help="Rester jusqu'à ce qu'on l'arrête.")
@click.option("--json", "as_json", is_flag=True, help="Un objet JSON sur une ligne.")
@click.pass_obj
def run(context: Context, watch: bool, as_json: bool) -> None:
    logs.configure()
    if watch:
        tasks.watch(context.database, context.settings, _stopped_by_signals())
    else:
        answer(asdict(tasks.run_due(context.database, context.settings)), as_json=as_json)


@tasks_group.command("retry", help="Remettre en attente les tâches abandonnées.")
@click.option("--json", "as_json", is_flag=True, help="Un objet JSON sur une ligne.")
@click.pass_obj
def retry(context: Context, as_json: bool) -> None:
    with context.database.write() as session:
        count = tasks.retry_failed(session)
    answer({"retried": count}, as_json=as_json)


def _stopped_by_signals() -> threading.Event:
    """An event set by Ctrl-C and by whoever stops services: the task in hand is ended first."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGTERM, ask)
    return stop


COMMANDS = (doctor, backup, restore, tasks_group)
