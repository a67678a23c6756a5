"""A record of the France Travail shape, washed into a clean draft or refused with its reason (pure)."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from typing import Any

from clicnjob.offers import fields
from clicnjob.offers.contracts import LABELS, contract_of
from clicnjob.offers.dates import ending, instant
from clicnjob.offers.draft import Draft, Rejected
from clicnjob.offers.fields import Values
from clicnjob.offers.hours import part_time, weekly_hours
from clicnjob.offers.links import link_in
from clicnjob.offers.prose.reading import facts_in
from clicnjob.offers.reasons import Fault
from clicnjob.offers.requirements import experience_of, labels_of, level_of, licences_of
from clicnjob.offers.salaries import salary_of
from clicnjob.offers.titles import clean_title
from clicnjob.offers.wording import ABSENT, clean_line, clean_text
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.resolving import resolve
from clicnjob.text.normalise import fold

LONGEST_EXCERPT = 80
LONGEST_DESCRIPTION = 30_000
# Clocks differ by minutes and zones by a day; a date further ahead is a mistake.
AHEAD = timedelta(days=2)
MOST_POSITIONS = 99

# What the source's forms leave in a salary that says nothing.
WORDLESS = frozenset({"autre", "annuel de", "mensuel de", "horaire de"})

_ID = re.compile(r"-?[A-Za-z0-9][\w.:-]{0,62}", re.ASCII)
_ODD_ID = re.compile(r"(?=.*[A-Za-z0-9])\S{1,1000}")
# An address whose town comes last: « 4 rue des Tanneurs 07000 Privas ».
_ADDRESS = re.compile(r"(?<!\d)\d{5}(?!\d)[ ,]+[^\W\d].*$")
_ROME = re.compile(r"[A-N][0-9]{4}")
_COMMUNE = re.compile(r"[0-9][0-9AB][0-9]{3}")
_POSTCODE = re.compile(r"[0-9]{5}")
_QUALIFICATION = re.compile(r"[1-9]")


def parse(raw: object, line: int, catalogue: Catalogue, now: datetime) -> Draft | Rejected:
    """The draft of one record, or its refusal with its line. Any JSON value is taken; nothing is raised."""
    if not isinstance(raw, dict):
        return Rejected(line, "", Fault.NOT_AN_OFFER, type(raw).__name__)
    description = clean_text(raw.get("description"))[:LONGEST_DESCRIPTION]
    fault = fault_of(raw, description, now)
    if fault:
        return Rejected(line, offer_id(raw), fault, excerpt(raw))
    return draft_of(raw, description, catalogue)


def fault_of(raw: Values, description: str, now: datetime) -> Fault | None:
    """The first fault that makes a record useless; None for a sound one."""
    if not offer_id(raw):
        return Fault.NO_ID
    if not fields.line(raw, "intitule"):
        return Fault.NO_TITLE
    if not description:
        return Fault.NO_DESCRIPTION
    return date_fault(raw, now)


def date_fault(raw: Values, now: datetime) -> Fault | None:
    """What is wrong with the dates: an offer must be dated (labour code L5331-1 ff.), and not in the days to come."""
    written = [raw.get(name) for name in ("dateCreation", "dateActualisation") if raw.get(name)]
    if not written:
        return Fault.NO_DATE
    known = [moment for moment in map(instant, written) if moment]
    if not known:
        return Fault.BAD_DATE
    return Fault.FUTURE_DATE if max(known) > now + AHEAD else None


def offer_id(raw: Values) -> str:
    """The source's identifier, empty when there is none; a number gets back the leading zeros an exporter dropped.

    One that is an address, or too long to be kept, is replaced by a digest of it: the same every week.
    """
    found = raw.get("id")
    if isinstance(found, int) and not isinstance(found, bool):
        found = f"{found:07d}"
    if not isinstance(found, str) or _ID.fullmatch(found):
        return found if isinstance(found, str) else ""
    if not _ODD_ID.fullmatch(found) or found.lower() in ABSENT:
        return ""
    return "x" + hashlib.blake2b(found.encode("utf-8", "replace"), digest_size=16).hexdigest()


def excerpt(raw: Values) -> str:
    """What lets a person find the record again: its title, never its contact."""
    return fields.line(raw, "intitule", LONGEST_EXCERPT)


def draft_of(raw: Values, description: str, catalogue: Catalogue) -> Draft:
    """The draft of a sound record."""
    raw_title = fields.line(raw, "intitule")
    label = fields.line(fields.values(raw, "lieuTravail"), "libelle")
    appellation = fields.line(raw, "appellationlibelle")
    title = clean_title(raw_title, label) or appellation or raw_title
    employer = fields.line(fields.values(raw, "entreprise"), "nom")
    job = occupation(raw)
    return Draft(
        source_id=offer_id(raw),
        title=title,
        raw_title=raw_title,
        description=description,
        employer=employer,
        appellation=appellation,
        qualification=qualification(raw),
        positions=positions(raw),
        facts=facts_in(title, description),
        copy_key=copy_key(title, employer, description),
        **job,
        **contract(raw, raw_title),
        **hours(raw),
        **experience(raw),
        **asked(raw),
        **salary(fields.values(raw, "salaire")),
        **addresses(raw),
        **dates(raw),
        **place(fields.values(raw, "lieuTravail"), label, catalogue),
    )


def occupation(raw: Values) -> dict[str, Any]:
    """The ROME code as the source gives it, third or fourth edition, and whether an exporter guessed it."""
    code = fields.line(raw, "romeCode", 10).upper()
    return {
        "rome_code": code if _ROME.fullmatch(code) else None,
        "rome_label": fields.line(raw, "romeLibelle"),
        "rome_derived": fields.flag(raw, "_romeCode_derived"),
    }


def copy_key(title: str, employer: str, description: str) -> str:
    """The same for offers of one title, one employer and one text, whatever their place: 16 hexadecimal digits."""
    words = fold(f"{title} {employer} {description}")
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


def contract(raw: Values, title: str) -> dict[str, Any]:
    """One word for the contract, and the source's own words with their length (« CDD - 6 mois »)."""
    found = contract_of(
        fields.line(raw, "typeContrat"),
        fields.line(raw, "natureContrat"),
        studied=fields.flag(raw, "alternance"),
        title=title,
    )
    return {"contract": found, "contract_label": fields.line(raw, "typeContratLibelle") or LABELS[found]}


def hours(raw: Values) -> dict[str, Any]:
    """Hours a week, part time, and every word about hours in one text."""
    told = fields.line(raw, "dureeTravailLibelle")
    found = weekly_hours(told)
    context = fields.values(raw, "contexteTravail").get("horaires")
    more = [clean_line(words) for words in context] if isinstance(context, list) else []
    words = dict.fromkeys([told, fields.line(raw, "complementExercice"), *more])
    return {
        "weekly_hours": found,
        "part_time": part_time(told, fields.line(raw, "dureeTravailLibelleConverti"), found),
        "hours_text": " · ".join(filter(None, words)),
    }


def experience(raw: Values) -> dict[str, Any]:
    """What experience is asked for, in a code, months, and the source's words."""
    words, comment = fields.line(raw, "experienceLibelle"), fields.line(raw, "experienceCommentaire")
    found = experience_of(fields.line(raw, "experienceExige", 10), words)
    return {
        "experience_required": found.need,
        "experience_months": found.months,
        "experience_text": words if comment in words else f"{words} - {comment}",
    }


def asked(raw: Values) -> dict[str, Any]:
    """Diploma level, licences, skills and languages."""
    level = level_of(fields.items(raw, "formations"))
    licences, wished = licences_of(fields.items(raw, "permis"))
    return {
        "level": level.level,
        "level_required": level.required,
        "licences": licences,
        "licences_wished": wished,
        "skills": labels_of(fields.items(raw, "competences")),
        "languages": labels_of(fields.items(raw, "langues")),
    }


def salary(raw: Values) -> dict[str, Any]:
    """Amounts that can be true, and the source's words about pay."""
    words = fields.line(raw, "libelle")
    period, least, most = salary_of(words)
    told = dict.fromkeys(fields.line(raw, name) for name in ("libelle", "commentaire", "complement1", "complement2"))
    return {
        "salary_text": " · ".join(word for word in told if len(word) > 1 and word.lower() not in WORDLESS),
        "salary_period": period,
        "salary_least": least,
        "salary_most": most,
    }


def addresses(raw: Values) -> dict[str, Any]:
    """Where the offer stands and where to apply. Of the contact only a web address is taken: no name, mail or phone."""
    origin, contact = fields.values(raw, "origineOffre"), fields.values(raw, "contact")
    partner = next(filter(None, (link_in(item.get("url")) for item in fields.items(origin, "partenaires"))), None)
    told = (link_in(contact.get(name)) for name in ("urlPostulation", "courriel", "coordonnees1"))
    return {"url": link_in(origin.get("urlOrigine")) or partner, "apply_url": next(filter(None, told), partner)}


def dates(raw: Values) -> dict[str, Any]:
    """When it was published, last confirmed, and ends. One of the first two may be missing: the other stands for it.

    Of a table without dates, the reader gives the day of the file and says that the offer itself is undated.
    """
    created, updated = instant(raw.get("dateCreation")), instant(raw.get("dateActualisation"))
    known = [moment for moment in (created, updated) if moment]
    return {
        "published_at": created or known[0],
        "updated_at": max(known),
        "expires_at": ending(raw.get("dateExpiration")),
        "undated": fields.flag(raw, "_undated"),
    }


def place(raw: Values, label: str, catalogue: Catalogue) -> dict[str, Any]:
    """The place as it is written, and what the catalogue makes of it."""
    address = _ADDRESS.search(label)
    found = resolve(
        address[0] if address else label,
        matched(_COMMUNE, fields.line(raw, "commune", 10).upper()),
        matched(_POSTCODE, fields.line(raw, "codePostal", 10)),
        fields.number(raw, "latitude"),
        fields.number(raw, "longitude"),
        catalogue,
    )
    return {
        "place_label": label,
        "commune_code": found.commune_code,
        "departement_code": found.departement,
        "region_code": found.region,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "precision": found.precision,
    }


def qualification(raw: Values) -> int | None:
    """France Travail's scale: 1 labourer … 5 and 6 employee, 7 technician, 8 supervisor, 9 executive."""
    code = fields.line(raw, "qualificationCode", 10)
    return int(code) if _QUALIFICATION.fullmatch(code) else None


def positions(raw: Values) -> int | None:
    """How many people are sought: 0 means one, 100 and more that nobody counted."""
    found = fields.whole(raw, "nombrePostes")
    return None if found is None or not 0 <= found <= MOST_POSITIONS else max(found, 1)


def matched(pattern: re.Pattern[str], text: str) -> str | None:
    """The text when it is all of the pattern."""
    return text if pattern.fullmatch(text) else None
