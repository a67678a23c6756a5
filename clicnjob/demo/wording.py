"""Titles and descriptions of invented offers: the facts put into the ways employers write."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from clicnjob.demo import pay
from clicnjob.demo.catalogue import Phrases
from clicnjob.demo.conditions import Conditions
from clicnjob.demo.towns import at, of

SHORTEST, LONGEST = 150, 900
# Sentences beyond what must be said: some employers write little, most add all they have.
WORDY = (0, 1, 2, 4, 9, 9, 9)
MARKS = (" (H/F)",) * 11 + (" H/F",) * 4 + (" F/H",) * 2 + (" (F/H)", " h/f", " - H/F", " (h/f)", " (H/F", " H/F/X")
# A title that says a contract or an hour belongs to offers that have it.
CLAIMS: dict[str, Callable[[Conditions], bool]] = {
    "pprenti": lambda facts: facts.contract == "ALT",
    "lternance": lambda facts: facts.contract == "ALT",
    "ndépendant": lambda facts: facts.contract == "LIB",
    "aisonnier": lambda facts: facts.contract == "SAI",
    "emplacement": lambda facts: facts.contract == "CDD",
    " nuit": lambda facts: "night" in facts.schedule,
    "ETUDIANT": lambda facts: facts.hours < 35,
}


def title(rng: random.Random, facts: Conditions) -> str:
    """The title as typed by an employer: marks of gender in many spellings, a town, a reference, capitals."""
    choices = [text for text in facts.trade.titles if all(rule(facts) for word, rule in CLAIMS.items() if word in text)]
    text = rng.choice(choices or [facts.trade.formal])
    doubled = any(sign in text for sign in "/(·")
    if not doubled or rng.random() < 0.3:
        text += rng.choice(MARKS)
    text += _addition(rng, facts)
    return text.upper() if rng.random() < 0.1 else text


def _addition(rng: random.Random, facts: Conditions) -> str:
    if facts.contract == "ALT" and rng.random() < 0.4:
        return rng.choice((" en alternance", " - apprentissage", " - Alternance"))
    share = rng.random()
    if share < 0.06:
        return f" - {facts.town.name}"
    if share < 0.09:
        return f" réf {rng.randrange(1000, 9999)}"
    if share < 0.12:
        return rng.choice((" - URGENT", f" - {facts.hours}h", " - poste à pourvoir", " !"))
    return ""


def description(rng: random.Random, phrases: Phrases, openings: Sequence[str], facts: Conditions) -> str:
    """The text, 150 to 900 characters; what is stated only in prose always stays, the rest as room allows."""
    listed = rng.random() < 0.5
    required = [
        _opening(rng, phrases, openings, facts),
        _tasks(rng, phrases, facts, listed),
        " ".join(_times(rng, phrases, facts)),
        " ".join(_demands(rng, phrases, facts)),
        " ".join(_terms(rng, phrases, facts)),
    ]
    separator = rng.choice(("\n", "\n\n", "\n")) if listed else rng.choice((" ", "\n", " "))
    text = separator.join(block for block in required if block)
    return lengthened(text, _extras(rng, phrases, facts), separator, rng.choice(WORDY))


def lengthened(text: str, sentences: list[str], separator: str, wanted: int) -> str:
    """The text with the wanted number of further sentences, more when it is too short, fewer when there is no room."""
    for place, sentence in enumerate(sentences):
        if (place < wanted or len(text) < SHORTEST) and len(text) + len(separator) + len(sentence) <= LONGEST:
            text += separator + sentence
    return text


def _opening(rng: random.Random, phrases: Phrases, openings: Sequence[str], facts: Conditions) -> str:
    if facts.contract == "ALT" and rng.random() < 0.6:
        choices: Sequence[str] = phrases.alternance_openings
    elif facts.kind != "temp" and rng.random() < 0.3:
        choices = phrases.hidden_openings
    else:
        choices = openings
    names = {"employer": facts.employer, "a_town": at(facts.town.name), "de_town": of(facts.town.name)}
    return capital(rng.choice(choices).format(**names))


def _tasks(rng: random.Random, phrases: Phrases, facts: Conditions, listed: bool) -> str:
    tasks = rng.sample(facts.trade.tasks, rng.randint(3, 5) if listed else 3)
    if listed:
        bullet = rng.choice(phrases.bullets)
        return "\n".join([rng.choice(phrases.task_intros), *(bullet + capital(task) for task in tasks)])
    link = "ainsi que" if any(" et " in task for task in tasks) else "et"
    return rng.choice(phrases.task_sentences).format(tasks=f"{', '.join(tasks[:-1])} {link} {tasks[-1]}")


def _times(rng: random.Random, phrases: Phrases, facts: Conditions) -> list[str]:
    told = [rng.choice(phrases.schedule[name]) for name in facts.schedule if rng.random() < 0.8]
    return told if facts.schedule or rng.random() > 0.3 else [rng.choice(phrases.schedule["day"])]


def _demands(rng: random.Random, phrases: Phrases, facts: Conditions) -> list[str]:
    told = _experience(rng, phrases, facts)
    if facts.diploma and facts.diploma[1].in_text:
        diploma, asked = facts.diploma
        tone = "studied" if facts.contract == "ALT" else _tone(asked.demand)
        told.append(capital(rng.choice(phrases.diploma[tone]).format(text=diploma.text)))
    if facts.certificate:
        certificate, demand = facts.certificate
        told.append(rng.choice(phrases.certificate[_tone(demand)]).format(text=certificate.text))
    if facts.licence and facts.licence.in_text:
        told.append(rng.choice(phrases.licence[_tone(facts.licence.demand)]))
    if facts.adult:
        told.append(rng.choice(phrases.age["adult"]))
    return told


def _experience(rng: random.Random, phrases: Phrases, facts: Conditions) -> list[str]:
    """Four offers in a hundred that accept beginners in their field demand experience in their text."""
    tone = {"D": "beginner", "S": "wished", "E": "required"}[facts.experience]
    share = rng.random()
    if facts.contract in ("ALT", "INS") or share < 0.2:
        return []
    if tone == "beginner" and share > 0.96:
        tone = "required"
    return [rng.choice(phrases.experience[tone]).format(length=length(facts.experience_months))]


def _terms(rng: random.Random, phrases: Phrases, facts: Conditions) -> list[str]:
    values = {"months": length(facts.months), "hours": f"{facts.hours} h", "posts": facts.posts}
    told = [rng.choice(phrases.contract[facts.contract]).format(**values)] if rng.random() < 0.75 else []
    if facts.contract == "LIB":
        told = [rng.choice(phrases.contract["LIB"])]
    elif rng.random() < 0.45:
        told.append(_pay(rng, phrases, facts))
    if facts.transport:
        told.append(rng.choice(phrases.transport[facts.transport]))
    if facts.posts > 1:
        told.append(rng.choice(phrases.extras["several"]).format(**values))
    return told


def _pay(rng: random.Random, phrases: Phrases, facts: Conditions) -> str:
    if facts.contract == "ALT":
        return rng.choice(phrases.pay["studied"])
    if facts.pay <= 1.0:
        return rng.choice(phrases.pay["smic"])
    if rng.random() < 0.5:
        return rng.choice(phrases.pay["open"])
    return capital(rng.choice(phrases.pay["stated"]).format(amount=pay.in_words(facts.pay, facts.hours)))


def _extras(rng: random.Random, phrases: Phrases, facts: Conditions) -> list[str]:
    """Sentences that may be left out, the most telling first."""
    told = rng.sample(facts.trade.qualities, 2)
    if facts.travel:
        told.insert(1, rng.choice(phrases.licence["travel"]))
    if facts.contract == "SAI" and rng.random() < 0.3:
        told.append(rng.choice(phrases.extras["housing"]))
    told += [rng.choice(phrases.extras[name]) for name in ("benefits", "evolution") if rng.random() < 0.4]
    return [*told, rng.choice(phrases.extras["closings"])]


def _tone(demand: str) -> str:
    return "required" if demand == "E" else "wished"


def length(months: int) -> str:
    """A duration in words: « 6 mois », « 1 an », « 18 mois », « 2 ans »."""
    years = months // 12
    return f"{years} an{'s' if years > 1 else ''}" if months and months % 12 == 0 else f"{months} mois"


def capital(text: str) -> str:
    """The same text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
