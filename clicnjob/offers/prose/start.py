"""When the work begins, as an offer's text says it: at once, on a day, in a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, Rule, fact
from clicnjob.offers.starts import NOW
from clicnjob.text.french import MONTHS
from clicnjob.text.normalise import fold

# Words that can only speak of the post; words that do when the date follows closely.
SURE, LIKELY = 0.85, 0.7
# Between these words and the date there is room for « du contrat souhaitée, si possible ».
FURTHEST = 45
LEAP_YEAR = 2028

_SURELY = re.compile(
    r"\bprises? (?:de |du )?(?:poste|fonctions?|service)s?\b|\ba pourvoir\b|\ba pouvoir (?=des |immed|au plus|de suite|debut )"
    r"|\bdemarrages?\b|(?<!re)\bdemarrer (?=des |immed|le \d)|\bembauche (?=immed|des |rapid|de suite|le \d)|\b(?:date|debut)s? (?:\w+ )?d'(?:embauche|entree|arrivee)"
    r"|\bdates? (?:\w+ )?de debut\b|\bdebut (?:de |du |d')?(?:contrat|mission|poste|activite)\b"
    r"|\b(?:debut|disponibilite)(?= ?(?:souhaitee?|prevue?)? ?:)|\bcontrat (?=immed)|\bpostes? immed"
    r"|\bdisponibles? (?=immed|des |de suite|rapid|a (?:partir|compter) |le \d)"
)
_LIKELY = re.compile(
    r"\b(?:recrut\w+|recherch\w+|embauch\w+|postes?|contrats?|cdd|cdi|missions?|remplacements?|emplois?|temps plein"
    r"|temps partiel|interim|(?<!d')integration|commencer|debut(?:e|ant|er|era))\b"
)
_NAMES = {fold(month): number for number, month in enumerate(MONTHS, 1)}
_SHORT = {"janv": 1, "fev": 2, "fevr": 2, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_UNTIL = r"(?:(?P<{}>[0-3]?\d)(?:er)? (?:au|-) )?"
_WHEN = re.compile(
    r"(?P<now>\bdes que possible|\bimmediat(?:e|ement)?\b|\b(?:tout )?de suite\b|\basap\b|\bau plus (?:vite|tot)\b"
    r"|\bdes (?:maintenant|a present|aujourd'hui)\b|\bsans (?:delai|attendre)\b)|(?P<soon>\brapidement\b)"
    r"|\b(?P<iso>20\d\d)-(?P<isomonth>[01]\d)-(?P<isoday>[0-3]\d)\b"
    rf"|(?<![\d/.,]){_UNTIL.format('from')}(?P<day>[0-3]?\d)[/.](?P<month>[01]?\d)(?:[/.](?:20)?(?P<year>\d\d))?(?![\d/h%,])"
    rf"|(?:\b(?P<part>mi|fin)[ -](?:de |d')?)?(?:\b{_UNTIL.format('first')}(?P<nth>[0-3]?\d)(?:er|e)? )?"
    rf"\b(?:(?P<name>{'|'.join(_NAMES)})\b|(?P<short>{'|'.join(_SHORT)})(?:\.|(?= 20))) ?(?P<of>20\d\d\b)?"
)
# « Mi-mars », « fin mars ».
_PARTS = {"mi": "15", "fin": "25"}
_LEAD = re.compile(
    r"(?:\b(?:a (?:partir|compter)|des|pour|en|le|au|du|courant|debut|de|d'|la|mois|date|l')\W*)+$|:\W*(?:\w+ ?){0,2}$"
)
_CLOSE_LEAD = re.compile(
    r"\b(?:a (?:partir|compter) (?:de |du |d')|des (?:le |debut )?|pour |en |du |au |le |courant )(?:debut |le |mois (?:de |d'))?$"
)
# What stands between the words and a date of something else.
_NOT_BETWEEN = re.compile(
    r"jusqu|limite|depuis|\bcree|entretien|candidat|postul|contact|reunion|dating|forum|formation|salaire|remuner|smic"
    r"|experience|\bde fin\b|\bfin :|renouvel|ouvert|euros|rentree sco|stage de|\bavant le\b|convention|\bloi\b|accord"
)
_MEETING = re.compile(r"entretiens?\b|dating|forum|reunion|session|salon\b|rencontre|candidature|depuis|\bcree")
# « Contactez-nous au plus vite » speaks to the reader, « intervenir immédiatement » of the work itself.
_NOT_NOW = re.compile(
    r"contact|candidat|postul|\bcv\b|repon|appele|envoy|faites|adresse|signal|interven|resou|regl|evolu|apprend|transmet"
    r"|preveni|alert|environnement|proximite|peripherie|reduction|adapt|assimil|prendre|prend\b|detect|repar|identif"
    r"|operationnel|form(?:e|er|es|ation)\b|deven"
)
_URGENT = re.compile(
    r"^\W*urgent\b(?!e)\W*(?:[-*!:]|$)|\*\W*urgent\W*\*|\W\W\W?urgent\W*$|\b(?:postes?|recrutement) (?:est )?urgent\b"
)
# Words are looked for much faster one by one than as one pattern.
_WORDS = (
    "des que possible", "immediat", "de suite", "asap", "au plus vite", "au plus tot", "des maintenant", "a present",
    "sans delai", "sans attendre", "rapidement", "janvier", "fevrier", " mars", "avril", " mai ", " mai.", "juin",
    "juillet", "aout", "tembre", "octobre", "vembre", "cembre", *(f"{short}{end}" for short in _SHORT for end in ". "),
)  # fmt: skip
# A pattern that begins with one sign is as fast.
_FIGURES = tuple(re.compile(rf"{sign}[01]?\d\b") for sign in ("/", r"\.", "-"))


def read_start(clause: Clause) -> Iterator[Fact]:
    """When the post begins, as `offers/starts` writes it: the first date that belongs to words of a beginning."""
    for sure, cues in ((SURE, _SURELY), (LIKELY, _LIKELY)):
        for cue in cues.finditer(clause.plain):
            found = _WHEN.search(clause.plain, cue.end())
            if not found or not _belongs(clause.plain, cue, found, sure == SURE):
                continue
            value = _value(found)
            if value:
                yield fact(Kind.START, value, Need.STATED, sure, clause, cue.start(), _detail(found))
                return


def read_urgent(clause: Clause) -> Iterator[Fact]:
    """« *** URGENT *** »: at once."""
    found = _URGENT.search(clause.plain)
    if found:
        yield fact(Kind.START, NOW, Need.STATED, LIKELY, clause, found.start())


def _belongs(plain: str, cue: re.Match[str], found: re.Match[str], sure: bool) -> bool:
    """Whether a date is that of the words before it."""
    between = plain[cue.end() : found.start()]
    if len(between) > FURTHEST or _NOT_BETWEEN.search(between):
        return False
    if found["now"] or found["soon"]:
        around = plain[max(0, cue.start() - 30) : found.end() + 25]
        return sure or (bool(found["now"]) and not _NOT_NOW.search(around))
    if not sure:
        return bool(_CLOSE_LEAD.search(between)) and not _MEETING.search(plain, 0, cue.start())
    return bool(found["iso"] or found["name"] or found["year"] or _LEAD.search(between))


def _value(found: re.Match[str]) -> str | None:
    """The date as a value; None when no calendar has it."""
    if found["now"] or found["soon"]:
        return NOW
    if found["iso"]:
        return _written(found["iso"], int(found["isomonth"]), found["isoday"])
    if found["month"]:
        year = f"20{found['year']}" if found["year"] else ""
        return _written(year, int(found["month"]), found["from"] or found["day"])
    month = _NAMES.get(found["name"] or "") or _SHORT[found["short"]]
    return _written(found["of"] or "", month, found["first"] or found["nth"] or _PARTS.get(found["part"] or ""))


def _detail(found: re.Match[str]) -> str:
    """« fin mars 2027 », which is no day of the calendar; nothing where the value says it all."""
    if not found["part"] or not found["name"]:
        return ""
    month = MONTHS[_NAMES[found["name"]] - 1]
    return f"{'mi-' if found['part'] == 'mi' else 'fin '}{month} {found['of'] or ''}".strip()


def _written(year: str, month: int, day: str | None) -> str | None:
    """The value, when a calendar has such a day."""
    try:
        date(int(year or LEAP_YEAR), month, int(day or 1))
    except ValueError:
        return None
    return "-".join(filter(None, (year, f"{month:02}", f"{int(day):02}" if day else "")))


RULES = (Rule(_WORDS, read_start), *(Rule(figures, read_start) for figures in _FIGURES), Rule(("urgent",), read_urgent))
