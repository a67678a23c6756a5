"""What an import says of itself: its counts for people and machines, warnings, and the lines of the reject report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clicnjob import clock
from clicnjob.offers import brakes
from clicnjob.offers.deciding import Outcome
from clicnjob.offers.models import OfferImport, OfferRejection
from clicnjob.offers.queries import RegionStatus
from clicnjob.offers.reasons import label
from clicnjob.offers.states import State
from clicnjob.offers.undoing import Undone
from clicnjob.text.french import plural

# The counts that add up to what was read, then what the import did besides; in the order they are printed.
COUNTS = (
    ("read", "lues"),
    ("new", "nouvelles"),
    ("changed", "modifiées"),
    ("unchanged", "inchangées"),
    ("reopened", "rouvertes"),
    ("withheld", "retenues"),
    ("other_region", "d'une autre région"),
    ("expired", "expirées"),
    ("duplicate", "en double"),
    ("older", "plus anciennes que les nôtres"),
    ("refused", "refusées"),
    ("closed", "fermées"),
    ("to_check", "textes à vérifier"),
    ("without_region", "sans région connue"),
)
NO_REGION = "none"
# What a spreadsheet would run as a formula is written as text (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


NOTHING = "nothing"
STATES = {
    State.PUBLISHED: "publié",
    State.HELD: "retenu",
    State.PREVIEWED: "à regarder",
    State.ROLLED_BACK: "annulé",
    State.ABANDONED: "abandonné",
    NOTHING: "rien à faire",
}


def counters(outcomes: Sequence[Outcome], seconds: float, *, as_json: bool) -> dict[str, Any]:
    """The answer of the command: English keys for machines, French words for people; sums, then each import."""
    sums = {name: sum(_count(one, name) for one in outcomes) for name, _ in COUNTS}
    reasons = _summed(one.done.reasons for one in outcomes)
    speed = round(sums["read"] / seconds) if seconds > 0 else sums["read"]
    if as_json:
        first = outcomes[0].done
        head = {"import": first.id, "source": first.source, "region": first.asked, "complete": first.complete}
        tail = {"refused_by_code": reasons, "regions": _summed(one.done.regions for one in outcomes)}
        more = {"files": len(first.files), "late": any(one.done.late for one in outcomes)}
        speeds = {"seconds": round(seconds, 2), "offers_per_second": speed}
        return {**head, "state": state_of(outcomes), **sums, **tail, **more, **speeds, "imports": _each(outcomes)}
    words = {word.capitalize(): sums[name] for name, word in COUNTS}
    refused = {f"  {label(code)}": count for code, count in reasons.items()}
    imports = {f"Import {one.done.id}": f"{region_of(one.done)} : {STATES[_state(one)]}" for one in outcomes}
    return {**words, **refused, "Offres par seconde": speed, **imports}


def state_of(outcomes: Sequence[Outcome]) -> str:
    """One word for the call: what a person must look at first."""
    states = [_state(one) for one in outcomes]
    return str(next(word for word in (State.HELD, State.PREVIEWED, State.PUBLISHED, NOTHING, *State) if word in states))


def region_of(done: OfferImport) -> str:
    """The code of an import's region, or what stands for it."""
    return done.region or "sans lieu connu"


def _state(outcome: Outcome) -> str:
    held = outcome.done.state == State.HELD
    return NOTHING if outcome.nothing and not held else str(outcome.done.state)


def _each(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    return [
        {
            "import": one.done.id,
            "region": one.done.region or NO_REGION,
            "state": _state(one),
            "brakes": [{**fired, "sentence": brakes.sentence(fired)} for fired in one.done.brakes],
            **{name: _count(one, name) for name, _ in COUNTS},
            "late": one.done.late,
        }
        for one in outcomes
    ]


def _count(outcome: Outcome, name: str) -> int:
    if name == "to_check":
        return 0 if outcome.nothing else outcome.done.to_check
    return outcome.done.without_region if name == "without_region" else outcome.counts[name]


def _summed(counted: Iterable[Mapping[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in counted:
        found.update(one)
    return dict(found.most_common())


def warnings(outcome: Outcome) -> list[str]:
    """What a person must know beyond the counts."""
    done, found = outcome.done, []
    if outcome.nothing and done.state == State.PUBLISHED:
        day = f"{clock.local(done.finished_at):%d/%m/%Y}"
        return [f"Rien à faire ({region_of(done)}) : ces offres sont en ligne depuis l'import {done.id}, du {day}."]
    if done.state == State.HELD:
        said = " ".join(brakes.sentence(one) for one in done.brakes)
        found.append(f"Import {done.id} ({region_of(done)}) retenu, rien n'est publié. {said}")
    if done.late:
        found.append(
            "Ce fichier est plus ancien que le dernier import : il ne ferme ni ne rouvre aucune offre. "
            "S'il est bien le plus récent, donnez son jour avec --date."
        )
    if done.region and not done.kept + done.older:
        found.append("Aucune offre de ce fichier n'est pour cette région : rien n'est fermé. Vérifiez le code.")
    if done.without_region:
        found.append(
            f"Offres sans lieu connu : {done.without_region}. On les trouve par la recherche, dans aucune région."
        )
    return found


def out_of_reach(missing: int) -> list[str]:
    """What a person must know of offers that the API counts and does not give."""
    if not missing:
        return []
    return [f"{plural(missing, 'offre')} hors d'atteinte dans l'API : cet import ne ferme aucune offre absente."]


def undone(done: OfferImport, what: Undone, *, as_json: bool) -> dict[str, Any]:
    """The answer of a rollback."""
    if as_json:
        about = {"import": done.id, "source": done.source, "region": done.region or NO_REGION, "state": done.state}
        return {**about, **what._asdict()}
    words = {"Remises en ligne": what.reopened, "Fermées": what.closed, "Comme avant": what.restored}
    return {"Import annulé": done.id, **words}


def status(regions: Sequence[RegionStatus], digests: Mapping[str, str]) -> dict[str, Any]:
    """For machines, by region: live offers, last import, digest of the live offers."""
    return {
        one.code or NO_REGION: {
            "name": one.name,
            "live": one.live,
            "last_good": one.last_good.isoformat() if one.last_good else None,
            "digest": digests.get(one.code),
        }
        for one in regions
    }


def status_lines(regions: Sequence[RegionStatus]) -> dict[str, str]:
    """For people, by region: live offers and the day of the last import."""
    days = [f"{clock.local(one.last_good):%d/%m/%Y}" if one.last_good else "jamais" for one in regions]
    return {f"{one.code:<3} {one.name}": f"{one.live:>7}  {day}" for one, day in zip(regions, days, strict=True)}


def rejection_rows(rejections: Iterable[OfferRejection]) -> list[list[str]]:
    """The lines of the reject report, its head first."""
    head = ["fichier", "ligne", "identifiant", "code", "raison", "extrait"]
    rows = [[one.file, str(one.line), one.source_id, one.code, one.message, one.excerpt] for one in rejections]
    return [head, *([_harmless(cell) for cell in row] for row in rows)]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
