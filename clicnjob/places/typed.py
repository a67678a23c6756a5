"""Takes apart what a person types for a place: words of a name, a postcode, a département."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clicnjob.places.gazetteer import Departement
from clicnjob.places.naming import arrondissement, bare, words_of

LONGEST = 100
POSTCODE = 5


@dataclass(frozen=True, slots=True)
class Query:
    """Words of a name, digits of a postcode or of its beginning, a département that narrows the search."""

    words: tuple[str, ...]
    digits: str = ""
    departement: str | None = None


class QueryReader:
    """Reads queries, knowing the départements."""

    def __init__(self, departements: Iterable[Departement]) -> None:
        self._names = {bare(" ".join(words_of(one.name))): one.code for one in departements}
        self._codes = frozenset(self._names.values())

    def read(self, text: str) -> Query:
        """The parts of a text, cut at a hundred signs: « 75 - PARIS 09 », « Lens (62) », « 62300 Lens », « 0730 »."""
        words = words_of(text[:LONGEST])
        digits = next((word for word in words if word.isdigit() and len(word) in (POSTCODE - 1, POSTCODE)), "")
        words = [word for word in words if word != digits]
        if len(words) == 1 and words[0].isdigit():
            return Query((), words[0])
        at = self._departement_in(words)
        if at is None:
            return Query(tuple(words), digits)
        return Query((*words[:at], *words[at + 1 :]), digits, words[at].upper())

    def without_departement_name(self, query: Query) -> Query:
        """The query whose last words name a département (gueret creuse) with that département as its place."""
        for start in range(1, len(query.words)):
            found = self._names.get(bare(" ".join(query.words[start:])))
            if found:
                return Query(query.words[:start], query.digits, found)
        return query

    def _departement_in(self, words: list[str]) -> int | None:
        """Which word, the first or the last, is a département's code; the 13 of « marseille 13 » is not."""
        if words and words[0].upper() in self._codes:
            return 0
        last = len(words) - 1
        numbered = last == 1 and arrondissement(words)
        return last if last > 0 and words[last].upper() in self._codes and not numbered else None
