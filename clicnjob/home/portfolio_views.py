"""The companion's desk: the young people of the own structure."""

from __future__ import annotations

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts.roles import COMPANIONS
from clicnjob.accounts.services import age_on
from clicnjob.accounts.views import me
from clicnjob.home.views import bp
from clicnjob.profiles import queries as profiles
from clicnjob.profiles.queries import ProfileRow
from clicnjob.text.french import plural, recent_day
from clicnjob.web import Page, db
from clicnjob.web.pagination import PER_PAGE, page_number


@bp.get("/jeunes", roles=COMPANIONS)
def portfolio() -> ResponseReturnValue:
    """Every young person of the structure, with how far the profile is."""
    number = page_number()
    found, total = profiles.profiles_of_structure(db(), me(), number=number, per_page=PER_PAGE)
    if not found and number > 1:
        abort(404)
    return render_template(
        "home/portfolio.html",
        rows=[_row(one) for one in found],
        page=Page(found, number, total),
        count=plural(total, "jeune suivi", "jeunes suivis"),
    )


def _row(one: ProfileRow) -> dict[str, object]:
    youth, done, today = one.youth, one.completeness, clock.today()
    age = f"{age_on(youth.birth_date, today)} ans" if youth.birth_date else ""
    return {
        "id": youth.id,
        "url": url_for("home.youth_offers", youth_id=youth.id),
        "name": youth.full_name,
        "initials": youth.initials,
        "line": ", ".join(part for part in (age, one.commune) if part),
        "wishes": ", ".join(one.wishes) or "Pas encore d'envie",
        "stage": "Complet" if done.is_complete else f"{done.answered} réponses sur {done.total}",
        "last": recent_day(clock.local(one.changed_at).date(), today) if one.changed_at else "Jamais ouvert",
    }
