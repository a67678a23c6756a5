"""Times of work: nights, week-ends, split and rotating shifts, early and late hours, part and full time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.facts import Fact
from clicnjob.offers.prose.clauses import Clause, Rule
from clicnjob.offers.prose.clock import LIKELY, NOT_OF_THE_POST, stated

SURE, DOUBTFUL = 0.8, 0.6


_NIGHT = re.compile(
    r"(?:travail\w*|postes?|horaires?|equipes?|heures?|veilleu\w*|services?|tournees?|missions?|soignant\w*|agent\w*|surveillant\w*|gardien\w*|ripeur\w*|jour|en|receptionniste|boulanger\w*|garde\w*|we|week-ends?|astreinte|pour la|roulement|cycle|\+|et)(?: \w+){0,2} (?:de |en |la |les |[+/&-] ?)?nuits?\b"
    r"|^\W*nuits?\b|jours?\s?/\s?nuits?|\bde nuit\b|\bla nuit\b|nuits? (?:et|ou|fixe|travaill|uniquement)|travaille\w* (?:\w+ )?nuit|horaires? nocturne"
)
_NO_NIGHT = re.compile(
    r"(?:pas|sans|ni|jamais|aucun\w*)\b[ \w]{0,25}nuit|nuitee|nuits? (?:d'hotel|calme|par mois en deplacement)|decouch|bonne nuit|nuit de |hors nuit|par nuit"
)
_PAID_NIGHT = re.compile(r"(?:prime|majoration|majore\w*|indemnite)s?\b.{0,20}nuit|nuit.{0,25}(?:major|indemn|prime)")
_SHIFTS = re.compile(
    r"\b([2345])\s?[x*×]\s?(?:8|7|12)\b|\b2\s?[x*×]\s?10\b|\btrois[- ]huit\b|\bdeux[- ]huit\b|\b[23]/8\b|\bvsd\b"
)
_ROTATING = re.compile(
    r"(?:par|en|de|un|le|au|avec|selon) roulements?\b|^\W*roulement\b|horaires? (?:en |de )?poste|travail (?:en )?poste\b|equipes? (?:alternantes?|successives?|tournantes?|postee)|horaires? (?:alternes|tournants?|variables? selon)|planning (?:tournant|variable|en roulement)|en (?:horaires )?poste(?:e?s)\b|matin (?:ou|et|/|,) (?:d')?apres[- ]midi|alternance (?:matin|semaine|jour)|rythme poste|semaine (?:de |du |d.)matin|une semaine (?:sur deux )?(?:le |du |de )?matin"
)
_SPLIT = re.compile(
    r"coupures?\b|horaires? coupes?|services? coupes?|journees? coupees?|\ben coupe\b(?! de)|horaires? discontinu|horaires? fractionn"
)
_NO_SPLIT = re.compile(
    r"(?:sans|pas|ni|aucune|zero|jamais)\b[ \w']{0,14}coup|coupures? (?:de (?:presse|courant|journaux|l)|d')|en continu\b.{0,10}coup|risque\w* .{0,15}coupure"
)
_WEEKEND = re.compile(
    r"\bweek[ -]?ends?\b|\bsamedis?\b|\bdimanches?\b|jours? feries?|\b1 we\b|\bwe sur\b|lundi au dimanche|7j?/7j?\b"
)
_RESTS = re.compile(
    r"(?:pas|sans|ni|jamais|aucun\w*|hors)\b[ \w']{0,25}(?:week|samedi|dimanche|ferie|\bwe\b)|repos[ \w:]{0,16}(?:les? )?(?:week|samedi et dimanche|dimanche)|week[ -]?ends? (?:\w+ )?(?:libre|non travaill|de repos|off|chez)|(?:libre|ferme\w*|conge\w*) (?:\w+ ){0,2}(?:week|samedi et|dimanche)|ne travaill\w* (?:pas|ni)"
)
_NOT_WORKED = re.compile(
    r"(?:ferie|dimanche)s? (?:\w+ )?(?:chome|paye|non|majore|repos|ferme)|courts sejours|garanti|bon week|prochain|le (?:samedi|dimanche) \d|(?:samedi|dimanche) \d{1,2} |repos|ferme\b|rendez|porte|vie (?:de famille|privee)"
)
_WEEKDAYS = re.compile(r"(?:du )?lundi (?:au|a|-) ?vendredi|(?:sur|semaine de) (?:4|5|4,5) jours\b(?=.{0,30}vendredi)")
_LATE = re.compile(
    r"(?:travail\w*|horaires?|services?|poste|equipe|heures|midis?|matins?|journee|apres-midi|disponib\w*|le|les|du|en|des|ou|et|week-ends?|,|/|nettoyage|plage) (?:\w+ ){0,2}?(?:le |en |du |les |de |d')?soir(?:s|ees?)?\b(?!s? (?:pour|d'|conviv|entre|festiv|annuel|jeux|after|a theme))|^\W*soir|jusqu'a (?:2[1-3]|minuit)|de soiree"
)
_NOT_LATE = re.compile(
    r"(?:pas|sans|ni|aucun\w*|jamais)\b[ \w']{0,20}soir|bonsoir|soirees? (?:conviv|d'entreprise|d'integration|annuelle|pour se|festive|jeux|team|etudiant|privee|a theme|, )|libre|afterwork|seminaire|repas .{0,14}soir|rentr|chez (?:vous|toi)|le soir, vous rest"
)
_PART = re.compile(r"temps partiel|\bmi[ -]temps|temps (?:non complet|incomplet)|temps choisi")
_FULL = re.compile(r"temps (?:plein|complet)\b|full[ -]time")
_NOT_TIME = re.compile(r"\bph temps|\betp\b|\bpraticien")
_WEEKLY_CUE = re.compile(
    r"hebdo|semaine|/\s?sem|contrat|\bbase\b|\bcdi\b|\bcdd\b|\btemps\b|duree|horaire|statut|poste|^\W*\d\d\s?h|mensualis"
)
_WEEKLY = re.compile(
    r"\b(\d\d)(?:[.,]\d)?\s?h(?:eures?|rs|ebdo)?\s?(?:[0-5]\d)?\b(?!\s?(?:-|a \d|par mois|/ ?mois|mensuel|/\s?\d))"
)
_PER_WEEK = re.compile(r"^\s?(?:/|par|hebdo)\s?(?:sem|hebdo|semaine)?")
_RANGE_BEFORE = re.compile(r"(?:\d\s?h\s?\d{0,2}\s?(?:-|/|a)\s?|a partir de |des |jusqu'a |a |vers )$")
FULL_WEEK = range(35, 49)
# Below 24 hours a part-time post needs a reason (labour code L3123-27); above, people take it for a whole one.
HALF_WEEK = 24


def read_night(clause: Clause) -> Iterator[Fact]:
    """Nights named in words."""
    found = _NIGHT.search(clause.plain)
    if found and not _NO_NIGHT.search(clause.plain):
        sure = DOUBTFUL if _PAID_NIGHT.search(clause.plain) else SURE
        yield stated("night", sure, clause, found)


def read_shifts(clause: Clause) -> Iterator[Fact]:
    """Shifts with a name: « 3x8 » holds the night, « VSD » the week-end."""
    for found in _SHIFTS.finditer(clause.plain):
        if found[0] == "vsd":
            yield stated("weekend", LIKELY, clause, found)
            continue
        yield stated("rotating", SURE, clause, found)
        if found[0][0] in "345t":
            yield stated("night", LIKELY, clause, found)


def read_rotation(clause: Clause) -> Iterator[Fact]:
    """Shifts that rotate, in words."""
    found = _ROTATING.search(clause.plain)
    if found:
        yield stated("rotating", LIKELY, clause, found)


def read_split(clause: Clause) -> Iterator[Fact]:
    """Days in two parts."""
    found = _SPLIT.search(clause.plain)
    if found and not _NO_SPLIT.search(clause.plain):
        yield stated("split", LIKELY, clause, found)


def read_days(clause: Clause) -> Iterator[Fact]:
    """Days of the week: `weekend` when one of its days or a public holiday is worked, `weekdays` when none is."""
    plain = clause.plain
    weekdays = _WEEKDAYS.search(plain)
    if weekdays and not NOT_OF_THE_POST.search(plain):
        yield stated("weekdays", LIKELY, clause, weekdays)
    found = _WEEKEND.search(plain)
    if not found:
        return
    rests = _RESTS.search(plain)
    if rests:
        # A rest on Sunday alone leaves the Saturday.
        if "dimanche" not in rests[0] or "samedi" in rests[0]:
            yield stated("weekdays", LIKELY, clause, rests)
    elif not _NOT_WORKED.search(plain) and not NOT_OF_THE_POST.search(plain):
        yield stated("weekend", LIKELY, clause, found)


def read_evening(clause: Clause) -> Iterator[Fact]:
    """Evenings named in words."""
    found = _LATE.search(clause.plain)
    if found and not _NOT_LATE.search(clause.plain) and not NOT_OF_THE_POST.search(clause.plain):
        yield stated("late", LIKELY, clause, found)


def read_week(clause: Clause) -> Iterator[Fact]:
    """Part or full time, in words or by the hours of a week."""
    plain = clause.plain
    if _NOT_TIME.search(plain):
        return
    for name, pattern in (("part_time", _PART), ("full_time", _FULL)):
        found = pattern.search(plain)
        if found:
            yield stated(name, SURE, clause, found)


def read_weekly(clause: Clause) -> Iterator[Fact]:
    """Part or full time by the hours of a week: « 35h », « 24 h par semaine »."""
    plain = clause.plain
    if not _WEEKLY_CUE.search(plain):
        return
    for found in _WEEKLY.finditer(plain):
        hours = int(found[1])
        if _RANGE_BEFORE.search(plain[max(0, found.start() - 14) : found.start()]):
            continue
        if hours in FULL_WEEK:
            yield stated("full_time", LIKELY, clause, found)
        elif 10 <= hours <= HALF_WEEK and _PER_WEEK.match(plain[found.end() :]):
            yield stated("part_time", DOUBTFUL, clause, found)


RULES = (
    Rule(("nuit", "nocturne"), read_night),
    Rule(("x8", "x 8", "*8", "* 8", "/8", "x7", "x 7", "x12", "x 12", "x10", "-huit", "is huit", "ux huit", "vsd"), read_shifts),
    Rule(("roulement", "poste", "alternant", "successive", "tournant", "alterne", "alternance", "variable", "matin "), read_rotation),
    Rule(("coup", "discontinu", "fractionn"), read_split),
    Rule(("week", "samedi", "dimanche", "ferie", " we ", "vendredi", "7/7", "7j/7"), read_days),
    Rule(("soir", "jusqu'a"), read_evening),
    Rule(("temps ", "mi-temps", "full"), read_week),
    Rule(re.compile(r"\d\d(?:[,.]\d)? ?h"), read_weekly),
)  # fmt: skip
