"""The companion's desk: the young people of the own structure, and who has new offers since the last import."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts import queries as accounts
from clicnjob.accounts.roles import COMPANIONS
from clicnjob.accounts.services import age_on
from clicnjob.accounts.views import me
from clicnjob.home.cards import NBSP, day_of
from clicnjob.home.lists import NEW
from clicnjob.home.views import bp
from clicnjob.matching import queries as matching
from clicnjob.matching.queries import News
from clicnjob.profiles import queries as profiles
from clicnjob.profiles.queries import ProfileRow
from clicnjob.text.french import number, plural, recent_day
from clicnjob.web import Page, db
from clicnjob.web.pagination import PER_PAGE, page_number, page_of


@bp.get("/jeunes", roles=COMPANIONS)
def portfolio() -> ResponseReturnValue:
    """Every young person of the structure, with how far the profile is and what is new; or those with new offers."""
    news, only_new = matching.news_in_house(db(), me()), request.args.get("voir") == NEW.slug
    everybody = accounts.youth_count(db(), me())
    page = _with_new(news) if only_new else _everybody(everybody)
    return render_template(
        "home/portfolio.html",
        rows=[_row(one, news) for one in page.rows],
        page=page,
        only_new=only_new,
        count=plural(everybody, "jeune suivi", "jeunes suivis"),
        since=_since(news),
        choices=_choices(everybody, len(news.with_new), only_new=only_new),
    )


def _everybody(total: int) -> Page:
    asked = page_number()
    found = profiles.profiles_of_structure(db(), me(), number=asked, per_page=PER_PAGE)
    if not found and asked > 1:
        abort(404)
    return Page(found, asked, total)


def _with_new(news: News) -> Page:
    """Those who have new offers, the most first."""
    page = page_of(news.with_new)
    return Page(profiles.profiles_of(db(), me(), page.rows), page.number, page.total)


def _since(news: News) -> str:
    """The sentence of the week; empty before there is a week to compare with another."""
    if news.since is None:
        return ""
    count = len(news.with_new)
    who = "aucun de vos jeunes n'a" if not count else f"{number(count)} de vos jeunes {'a' if count == 1 else 'ont'}"
    return f"Depuis l'import du {day_of(news.since)}{NBSP}: {who} de nouvelles offres."


def _choices(everybody: int, with_new: int, *, only_new: bool) -> list[dict[str, object]]:
    """Everybody, or those who have new offers, each with how many they are."""
    shown = (("Tous", None, everybody, not only_new), ("Nouvelles offres", NEW.slug, with_new, only_new))
    return [
        {"label": label, "url": url_for("home.portfolio", voir=slug), "count": number(count), "current": current}
        for label, slug, count, current in shown
    ]


def _row(one: ProfileRow, news: News) -> dict[str, object]:
    youth, done, today = one.youth, one.completeness, clock.today()
    count = news.counts.get(youth.id)
    age = f"{age_on(youth.birth_date, today)} ans" if youth.birth_date else ""
    return {
        "id": youth.id,
        "url": url_for("home.youth_offers", youth_id=youth.id),
        "name": youth.full_name,
        "initials": youth.initials,
        "line": ", ".join(part for part in (age, one.commune) if part),
        "wishes": ", ".join(one.wishes) or "Pas encore d'envie",
        "new": count,
        "offers": plural(count, "nouvelle") if count else _nothing_new(count, one),
        "stage": "Complet" if done.is_complete else f"{plural(done.answered, 'réponse')} sur {done.total}",
        "last": recent_day(clock.local(one.changed_at).date(), today) if one.changed_at else "Jamais ouvert",
    }


def _nothing_new(count: int | None, one: ProfileRow) -> str:
    """None of a week that can be told from another, or not yet one."""
    if count is not None:
        return "Aucune"
    return "Au prochain import" if one.wishes else "Pas encore"
