"""What the prose of an offer states, in words a table of tests can hold: « experience 24 required »."""

from __future__ import annotations

from clicnjob.offers.facts import Kind
from clicnjob.offers.prose.reading import facts_in


def told(text: str, title: str = "") -> set[str]:
    """The facts of a text but its clock times, each as its kind, its value (« - » when empty) and its need."""
    found = (fact for fact in facts_in(title, text) if fact.kind != Kind.CLOCK)
    return {f"{fact.kind} {fact.value or '-'} {fact.need}" for fact in found}


def expected(words: str) -> set[str]:
    """« experience 24 required, licence B wished » as a set."""
    return {part.strip() for part in words.split(",") if part.strip()}
