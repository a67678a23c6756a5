"""From an offer to people: to whom of the own structure a companion could propose it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts.models import User
from clicnjob.accounts.roles import COMPANIONS
from clicnjob.accounts.services import age_on
from clicnjob.accounts.views import me
from clicnjob.home import cards
from clicnjob.home.lists import GAPS
from clicnjob.home.views import bp
from clicnjob.matching.reverse import Candidate, Group
from clicnjob.matching.services import people_for
from clicnjob.matching.values import State
from clicnjob.offers import queries as offers
from clicnjob.text.french import NBSP
from clicnjob.web import db

MOST_POINTS = 3
# Counted, never named; the law has its own sentence.
COUNTED = {
    Group.OTHER_JOB: ("veut un autre métier", "veulent un autre métier"),
    Group.TOO_FAR: ("habite trop loin", "habitent trop loin"),
    Group.SEVERAL: ("a plusieurs choses à régler", "ont plusieurs choses à régler"),
    Group.ASIDE: ("l'a déjà écartée", "l'ont déjà écartée"),
    Group.NO_WISH: ("n'a pas encore dit d'envie", "n'ont pas encore dit d'envie"),
}


@bp.get("/offres/<int:offer_id>/a-qui", roles=COMPANIONS)
def who_for(offer_id: int) -> ResponseReturnValue:
    """The young people of the own structure for whom this offer ranks best."""
    found, today = offers.offer(db(), offer_id), clock.today()
    if found.closed_at is not None:
        abort(404)
    matches, youths = people_for(db(), me(), offer_id, today)
    others = [(matches.counts[group], *words) for group, words in COUNTED.items() if matches.counts[group]]
    return render_template(
        "home/who_for.html",
        offer=found,
        where=cards.where(found),
        facts=cards.fact_rows(found),
        fits=_rows(matches.fits, youths, offer_id),
        near=_rows(matches.near, youths, offer_id),
        counts={group.name: matches.counts[group] for group in (Group.FITS, Group.NEAR, Group.HIDDEN)},
        others=[f"{count}{NBSP}{many if count > 1 else single}" for count, single, many in others],
        law=matches.law,
        everybody=len(youths),
    )


def _rows(candidates: Sequence[Candidate], youths: Sequence[User], offer_id: int) -> list[dict[str, Any]]:
    return [_row(one, youths[one.place], offer_id) for one in candidates]


def _row(one: Candidate, youth: User, offer_id: int) -> dict[str, Any]:
    way = cards.travel(one.ranked)
    age = f"{age_on(youth.birth_date, clock.today())}{NBSP}ans" if youth.birth_date else ""
    return {
        "id": youth.id,
        "name": youth.full_name,
        "initials": youth.initials,
        "url": url_for("home.youth_offer", youth_id=youth.id, offer_id=offer_id),
        "own": youth.referent_id == me().id,
        "line": ", ".join(part for part in (age, f"{way['value']} {way['word']}" if way else "") if part),
        "points": _points(one),
        "total": one.ranked.points,
    }


def _points(one: Candidate) -> list[dict[str, str]]:
    """What earns most, then a job that is only close and the one thing that is missing, in a word or two each."""
    gaps = [{"mark": "gap", "sentence": GAPS[gap.name].title} for gap in one.ranked.gaps]
    if one.ranked.criteria[0].state != State.OK:
        gaps.insert(0, {"mark": "gap", "sentence": "Métier proche"})
    fits = sorted((row for row in one.ranked.criteria if row.state == State.OK), key=lambda row: -row.earned)
    return [{"mark": "ok", "sentence": row.label} for row in fits[: MOST_POINTS - len(gaps)]] + gaps
