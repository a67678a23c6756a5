"""Commands of the accounts: the first administrator, who opens everything else from the pages."""

from __future__ import annotations

import sys

import click

from clicnjob import clock
from clicnjob.accounts import services
from clicnjob.accounts.roles import Role
from clicnjob.console import Context, refuse, say
from clicnjob.errors import Refusal


@click.group("admin", help="Les administrateurs.")
def admin_group() -> None:
    pass


@admin_group.command("create", help="Créer un administrateur. Le mot de passe est demandé, ou lu sur l'entrée.")
@click.option("--username", prompt="Nom d'utilisateur", help="Par exemple prenom.nom.")
@click.option("--first-name", prompt="Prénom", default="", help="Prénom.")
@click.option("--last-name", prompt="Nom", default="", help="Nom.")
@click.option("--email", default=None, help="Pour recevoir les avis de sécurité.")
@click.option("--password-stdin", is_flag=True, help="Lire le mot de passe sur la première ligne de l'entrée.")
@click.pass_obj
def create(
    context: Context, username: str, first_name: str, last_name: str, email: str | None, password_stdin: bool
) -> None:
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Mot de passe (15 signes au moins)", hide_input=True, confirmation_prompt="Encore")
    try:
        with context.database.write() as session:
            user = services.create_user(
                session,
                username=username,
                role=Role.ADMIN,
                first_name=first_name,
                last_name=last_name,
                email=email,
                password=password,
                now=clock.now(),
            )
    except Refusal as refusal:
        refuse(refusal.message)
    say(f"Administrateur créé : {user.username}")


COMMANDS = (admin_group,)
