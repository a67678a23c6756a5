"""The same job published several times, by one source or by several: which offers make one card (pure).

Offers of one employer in one commune, under titles that are alike, are one job. What tells two jobs of one employer
apart is never lost in a likeness: another contract, a word of rank or of hours that only one title holds, or a word of
each that the other does not have (« rayon épicerie », « rayon poissonnerie »).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz

from clicnjob.text.normalise import fold
from clicnjob.text.tokens import stems

ALIKE = 80
# A block beyond this is no set of copies: an employer's name that stands for many, or a source gone wrong.
MOST_IN_A_BLOCK = 500
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
# What registers write and people leave out.
_LEGAL_FORM = re.compile(r"\b(?:sasu?|sarl|sa|eurl|snc|scop|scic|earl|gaec|sci|selarl|association|ets|societe|ste)\b")
# « aide conducteur » is no « conducteur », nor « chef comptable » a « comptable ».
_APART = frozenset(
    stems(
        "aide adjoint chef lead responsable assistant apprenti alternant stagiaire junior senior confirmé débutant "
        "directeur second jour nuit matin soir saison bloc étage salle bar cuisine"
    )
)


class Posting(NamedTuple):
    """What is compared of a live offer; `key` is that of its own text (`parsing.copy_key`)."""

    id: int
    source: str
    source_id: str
    title: str
    employer: str
    commune: str
    contract: str
    key: str


class Fused(NamedTuple):
    """The key of the card of each offer that shares one, and the blocks that were too large to be compared."""

    keys: dict[int, str]
    too_large: dict[tuple[str, str], int]


def block_of(employer: str, commune: str | None) -> tuple[str, str] | None:
    """Where an offer may have copies: its employer's plain name and its commune; None when either is not known."""
    plain = fold(_DOTTED.sub(lambda found: found[0].replace(".", ""), employer.lower()))
    name = " ".join(_LEGAL_FORM.sub(" ", plain).split())
    return (name, commune) if name and commune else None


def fused(postings: Iterable[Posting]) -> Fused:
    """The cards of these offers, whatever their order. Every offer of a block must be among them, or none."""
    blocks: dict[tuple[str, str], list[Posting]] = defaultdict(list)
    for posting in postings:
        block = block_of(posting.employer, posting.commune)
        if block:
            blocks[block].append(posting)
    keys: dict[int, str] = {}
    for members in blocks.values():
        if 1 < len(members) <= MOST_IN_A_BLOCK:
            keys.update(_cards(members))
    too_large = {block: len(members) for block, members in blocks.items() if len(members) > MOST_IN_A_BLOCK}
    return Fused(keys, too_large)


def _cards(members: list[Posting]) -> Mapping[int, str]:
    """Each offer goes with the first one it is a copy of; alone, it has no card to share."""
    firsts: list[tuple[Posting, frozenset[str]]] = []
    cards: dict[str, list[int]] = defaultdict(list)
    for posting in sorted(members, key=lambda one: (one.source, one.source_id)):
        words = frozenset(stems(posting.title))
        same = (first for first, known in firsts if first.contract == posting.contract and _alike(words, known))
        found = next(same, None)
        if found is None:
            firsts.append((posting, words))
        cards[(found or posting).key].append(posting.id)
    return {one: key for key, ids in cards.items() if len(ids) > 1 for one in ids}


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles, as stems, name one job."""
    mine, theirs = one - other, other - one
    if (mine | theirs) & _APART:
        return False
    return _likeness(one, other) >= ALIKE and (not mine or not theirs or _likeness(mine, theirs) >= ALIKE)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return fuzz.ratio(" ".join(sorted(one)), " ".join(sorted(other)))
