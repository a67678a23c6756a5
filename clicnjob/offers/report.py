"""What an import says of itself: its counts for people and machines, warnings, and the lines of the reject report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clicnjob import clock
from clicnjob.offers.models import OfferImport, OfferRejection
from clicnjob.offers.queries import RegionStatus
from clicnjob.offers.reasons import label
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


def counters(done: OfferImport, seconds: float, *, as_json: bool) -> dict[str, Any]:
    """The answer of the command: English keys for machines, French words for people."""
    counts = {name: getattr(done, name) for name, _ in COUNTS}
    speed = round(done.read / seconds) if seconds > 0 else done.read
    if as_json:
        head = {"import": done.id, "source": done.source, "region": done.region, "complete": done.complete}
        tail = {"refused_by_code": done.reasons, "regions": done.regions, "files": len(done.files), "late": done.late}
        return {**head, **counts, **tail, "seconds": round(seconds, 2), "offers_per_second": speed}
    words = {word.capitalize(): counts[name] for name, word in COUNTS}
    refused = {f"  {label(code)}": count for code, count in done.reasons.items()}
    return {"Import": done.id, **words, **refused, "Offres par seconde": speed}


def warnings(done: OfferImport) -> list[str]:
    """What a person must know beyond the counts."""
    found = []
    if done.late:
        found.append(
            "Ce fichier est plus ancien que le dernier import : il ne ferme ni ne rouvre aucune offre. "
            "S'il est bien le plus récent, donnez son jour avec --date."
        )
    if not done.kept + done.older:
        found.append("Aucune offre de ce fichier n'est pour cette région : rien n'est fermé. Vérifiez le code.")
    if done.without_region:
        found.append(
            f"Offres sans lieu connu : {done.without_region}. On les trouve par la recherche, dans aucune région."
        )
    return found


def out_of_reach(missing: int) -> list[str]:
    """What a person must know of offers that the API counts and does not give."""
    if not missing:
        return []
    return [f"{plural(missing, 'offre')} hors d'atteinte dans l'API : cet import ne ferme aucune offre absente."]


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
