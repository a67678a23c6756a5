"""The command of the demonstration: a week of invented offers and people, ready to sign in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from time import perf_counter
from typing import Any

import click

from clicnjob import clock
from clicnjob.accounts.models import User
from clicnjob.accounts.roles import LABELS
from clicnjob.console import Context, answer, refuse, say
from clicnjob.demo import making, queries
from clicnjob.demo.services import PHRASE
from clicnjob.errors import Refusal
from clicnjob.offers.models import OfferImport

# Its young person who signs in has no diploma and no licence, like most of the public.
SEED = 34
COUNTS = ("read", "new", "changed", "unchanged", "closed", "refused", "duplicate")


@click.command("demo", help="Créer une semaine de démonstration : offres et personnes inventées. Peut être relancée.")
@click.option("--seed", type=int, default=SEED, show_default=True, help="Le même nombre donne la même démonstration.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Jour de la démonstration. Sans lui : aujourd'hui."
)
@click.option("--json", "as_json", is_flag=True, help="Un objet JSON sur une ligne.")
@click.pass_obj
def demo(context: Context, seed: int, day: datetime | None, as_json: bool) -> None:
    start = perf_counter()
    try:
        making.check(context.settings)
        outcome = making.make(context.database, seed=seed, day=day.date() if day else clock.today(), tell=say)
    except Refusal as refusal:
        refuse(refusal.message, code=1)
    say(_conclusion(outcome, perf_counter() - start))
    with context.database.read() as session:
        users = queries.sign_ins(session)
        answer(_answer(context, outcome, users) if as_json else _lines(context, users), as_json=as_json)


def _conclusion(outcome: making.Outcome, seconds: float) -> str:
    if not outcome.changed:
        return "La démonstration est déjà en place : rien n'a changé."
    return f"La démonstration est prête ({seconds:.0f} s). Les personnes, les entreprises et les offres sont inventées."


def _lines(context: Context, users: Sequence[User]) -> dict[str, str]:
    """The address, then one line an account; all share the phrase."""
    width = max((len(user.username) for user in users), default=0)
    sign_ins = {LABELS[user.role]: f"{user.username:<{width}}  {PHRASE}" for user in users}
    return {"Adresse": context.settings.public_url, **sign_ins}


def _answer(context: Context, outcome: making.Outcome, users: Sequence[User]) -> dict[str, Any]:
    return {
        "address": context.settings.public_url,
        "changed": outcome.changed,
        "people": asdict(outcome.people) if outcome.people else None,
        "weeks": [_counts(done) for done in outcome.weeks],
        "sign_ins": [{"role": str(user.role), "username": user.username, "phrase": PHRASE} for user in users],
    }


def _counts(done: OfferImport) -> dict[str, int]:
    return {name: getattr(done, name) for name in COUNTS}


COMMANDS = (demo,)
