"""The `clicnjob` command: reads the settings, opens the database, gathers each room's commands."""

from __future__ import annotations

import os
import signal
import sys

import click
from sqlalchemy.exc import DBAPIError

from clicnjob import schema, tasks, weekly, weekly_commands
from clicnjob.accounts import commands as accounts
from clicnjob.console import Context, refuse, say
from clicnjob.db import Database
from clicnjob.demo import commands as demo
from clicnjob.matching import commands as matching
from clicnjob.occupations import commands as occupations
from clicnjob.offers import commands as offers
from clicnjob.operations import commands as operations
from clicnjob.places import commands as places
from config import Settings, SettingsError

# The application itself decides whether to believe a relay; no name of a programme is given away.
SERVER = {"threads": 8, "ident": None, "clear_untrusted_proxy_headers": False}


@click.group(help="ClicNJob : des offres qui correspondent, et pourquoi.")
@click.pass_context
def cli(context: click.Context) -> None:
    try:
        settings = Settings.from_env()
    except SettingsError as error:
        refuse("\n".join(f"Réglage à corriger : {problem}" for problem in error.problems))
    database = Database(settings.database_url, settings.data_dir)
    context.call_on_close(database.close)
    context.obj = Context(settings, database, weekly.before_turn_over, weekly.make_indexes)


@click.group("db", help="Le schéma de la base de données.")
def db_group() -> None:
    pass


@db_group.command("upgrade", help="Amener le schéma à la dernière version.")
@click.pass_obj
def upgrade(context: Context) -> None:
    schema.upgrade(context.database)
    say(f"Base à jour : version {schema.current(context.database)}.")


@cli.command("serve", help="Servir les pages.")
@click.pass_obj
def serve(context: Context) -> None:
    from waitress import create_server

    from clicnjob.app import create_app
    from clicnjob.web import logs

    if schema.current(context.database) != schema.head():
        refuse("La base n'est pas à jour. Lancez d'abord : clicnjob db upgrade")
    logs.configure()
    app = create_app(context.settings, context.database)
    host, port = context.settings.host, context.settings.port
    try:
        server = create_server(app, host=host, port=port, **SERVER)
    except OSError as error:
        refuse(f"{host}:{port} ne peut pas être ouvert ({error.strerror}). Donnez un autre port dans CLICNJOB_PORT.")
    say(f"ClicNJob répond sur {context.settings.public_url}")
    # Asked to stop, a service ends its requests and the job in hand.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    end_tasks = tasks.start_thread(context.database, context.settings)
    try:
        server.run()
    finally:
        end_tasks()


ROOMS = (accounts, operations, places, occupations, offers, matching, weekly_commands, demo)
cli.add_command(db_group)
for room in ROOMS:
    for command in room.COMMANDS:
        cli.add_command(command)


def main() -> None:
    """Entry point of the `clicnjob` script: a database that is not up to date is named instead of a stack trace."""
    # What it writes (database, backups, secret) is for the account it runs under.
    os.umask(0o077)
    try:
        cli(prog_name="clicnjob")
    except DBAPIError as error:
        kind = type(error.orig).__name__
        refuse(f"La base n'est pas prête ({kind}). Lancez : clicnjob db upgrade, puis clicnjob doctor", code=1)
