"""The cards of copies: what was put together, by which sources, and the way to take it apart."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts.models import User
from clicnjob.accounts.roles import IMPORTERS, Role
from clicnjob.offers import copies, queries, services
from clicnjob.offers.models import Offer
from clicnjob.offers.views import bp
from clicnjob.web import current_user, db, paginate
from clicnjob.web.pagination import page_number


@bp.get("/imports/doublons", roles=IMPORTERS)
def show_copies() -> ResponseReturnValue:
    """Offers shown as one, those taken apart, and employers with too many to compare."""
    regions = _regions()
    page = paginate(db(), copies.cards(regions), number=page_number())
    members = copies.of_cards(db(), page.rows)
    return render_template(
        "offers/copies.html",
        page=page,
        cards=[_card(members[key]) for key in page.rows],
        apart=[_line(one) for one in paginate(db(), copies.apart(regions), number=1).rows],
        crowds=copies.crowds(db(), regions),
    )


@bp.post("/imports/doublons/<int:offer_id>/separer", roles=IMPORTERS)
def take_apart(offer_id: int) -> ResponseReturnValue:
    """Give an offer its own card."""
    services.take_apart(db(), _mine(offer_id), actor_id=_me().id, now=clock.now())
    flash("L'offre a sa propre carte.")
    return redirect(url_for("offers.show_copies"), 303)


@bp.post("/imports/doublons/<int:offer_id>/remettre", roles=IMPORTERS)
def put_back(offer_id: int) -> ResponseReturnValue:
    """Let an offer be compared with the others again."""
    services.put_back(db(), _mine(offer_id), now=clock.now())
    flash("L'offre est de nouveau comparée aux autres.")
    return redirect(url_for("offers.show_copies"), 303)


def _me() -> User:
    user: User = current_user.account
    return user


def _regions() -> Collection[str] | None:
    """The regions of who asks; None for all of them."""
    return None if _me().role == Role.ADMIN else _me().regions


def _mine(offer_id: int) -> Offer:
    """A live offer of the regions of who asks."""
    found = queries.offer(db(), offer_id)
    if found.closed_at or not _me().imports(found.region_code or ""):
        abort(404)
    return found


def _card(offers: list[Offer]) -> dict[str, Any]:
    first = offers[0]
    return {"title": first.title, "employer": first.employer, "place": first.place_label,
            "offers": [_line(one) for one in offers]}  # fmt: skip


def _line(offer: Offer) -> dict[str, Any]:
    return {
        "id": offer.id,
        "title": offer.title,
        "employer": offer.employer,
        "reference": f"{offer.source}, {offer.source_id}",
        "contract": offer.contract_name,
        "url": offer.url or offer.apply_url,
    }
