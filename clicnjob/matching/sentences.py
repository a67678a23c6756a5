"""The sentence of each criterion, in plain French, to the young person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from clicnjob.matching.conditions import CERTIFICATES, TIMES
from clicnjob.matching.crowd import MODES, limit_of
from clicnjob.matching.factors import NO, OK, OWN_CERTIFICATES, PART_OR_FULL, PARTLY, SILENT, TO_DRIVE
from clicnjob.matching.judging import Pair
from clicnjob.matching.licences import held
from clicnjob.matching.offer_set import CONTRACTS, DAY_ZERO, LICENCES, NEEDS, UNKNOWN, bits, day_number, named
from clicnjob.matching.values import Criterion
from clicnjob.offers.contracts import LABELS, WITH_ADVISER, Contract
from clicnjob.profiles.values import Hours, Level, Mode
from clicnjob.text.french import (
    NBSP,
    day_in_words,
    listed,
    minutes_in_words,
    month_in_words,
    months_in_words,
    number,
    recent_day,
)

LONGEST_ECHO = 40
# Positions are those of town halls: below a kilometre, minutes would be invented.
NEXT_DOOR_KM = 1.0
BY = {
    Mode.WALK: "à pied",
    Mode.BIKE: "à vélo",
    Mode.BUS: "en bus",
    Mode.SCOOTER: "en scooter",
    Mode.CAR: "en voiture",
    Mode.LIFT: "si on t'emmène",
}
WISHES = ("première", "deuxième", "troisième", "quatrième", "cinquième")
NIGHT, WEEKEND, PART_TIME = (bits([time], TIMES) for time in ("night", "weekend", "part_time"))
NATIONAL_LEVELS = {2: "Brevet", 3: "CAP", 4: "Bac", 5: f"Bac{NBSP}+2", 6: f"Bac{NBSP}+3", 7: f"Bac{NBSP}+5"}
LEVELS = {
    Level.NONE: "pas encore de diplôme",
    Level.CAP: "CAP",
    Level.BAC: "bac",
    Level.BAC_2: f"bac{NBSP}+2",
    Level.BAC_3: f"bac{NBSP}+3",
}
CERTIFICATE_NAMES = {
    "caces": "CACES",
    "fimo": "FIMO",
    "carte_pro": "Carte professionnelle",
    "ssiap": "SSIAP",
    "bafa": "BAFA",
    "bafd": "BAFD",
    "bnssa": "BNSSA",
    "taxi": "Carte de taxi ou de VTC",
}


def sentence(pair: Pair, criterion: Criterion) -> str:
    """Why this criterion earned what it did for the offer at this row."""
    return _SAID[criterion](pair, pair.state(criterion))


def _job(pair: Pair, state: int) -> str:
    wishes = pair.answers.wishes or ()
    if state == SILENT:
        return "Tu n'as pas encore écrit d'envie."
    if state == NO:
        return "Ce n'est pas un métier que tu as demandé."
    place = int(pair.of_pair(pair.judged.wish))
    rank = WISHES[min(place, len(WISHES) - 1)]
    if state == OK:
        return "C'est ton envie." if len(wishes) == 1 else f"C'est ta {rank} envie."
    return f"Proche de ta {rank} envie : «{NBSP}{_echo(wishes[place])}{NBSP}»."


def _echo(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_ECHO else f"{words[: LONGEST_ECHO - 1].rstrip()}…"


def _travel(pair: Pair, state: int) -> str:
    if pair.person.latitude is None:
        return "Dis où tu habites pour voir le trajet."
    if state == SILENT:
        offers = pair.judged.offers
        place = int(pair.of_offer(offers.departement))
        near = place != UNKNOWN and offers.departements[place] == pair.person.departement_code
        return f"Lieu à vérifier{NBSP}: {'dans ton département' if near else 'il n’est pas précisé'}."
    way = pair.judged.travel
    if pair.of_offer(pair.judged.offers.housed) and pair.answers.ready_if_housed and _passes_limit(pair):
        return "L'offre loge. Tu as dit que tu peux partir."
    km = float(pair.of_pair(way.km))
    if km < NEXT_DOOR_KM:
        return "Tout près de chez toi."
    limit = limit_of(pair.answers)
    by = BY[MODES[int(pair.of_pair(way.mode))]]
    minutes = f"{minutes_in_words(pair.of_pair(way.minutes))} {by}"
    said = minutes if limit.minutes else f"{_kilometres(km)}, {minutes}"
    furthest = minutes_in_words(limit.minutes) if limit.minutes else _kilometres(limit.km or 0)
    return f"{said}. {'Ta limite est' if pair.answers.limit else 'On compte jusqu’à'} {furthest}."


def _passes_limit(pair: Pair) -> bool:
    limit, way = limit_of(pair.answers), pair.judged.travel
    return bool(pair.of_pair(way.minutes) > limit.minutes if limit.minutes else pair.of_pair(way.km) > (limit.km or 0))


def _kilometres(km: float) -> str:
    return f"{number(round(km) if km >= 10 else round(km, 1))}{NBSP}km"


def _experience(pair: Pair, state: int) -> str:
    need = int(pair.of_offer(pair.judged.offers.need))
    if need == UNKNOWN:
        return "L'offre ne dit rien de l'expérience."
    if NEEDS[need] == "D":
        return "Débutants acceptés."
    months = int(pair.of_offer(pair.judged.offers.months))
    asked = f"{months_in_words(months).capitalize()} d'expérience" if months > 0 else "Expérience"
    if NEEDS[need] == "E" and state == PARTLY:
        return f"{asked} à vérifier{NBSP}: c'est un contrat pour apprendre."
    if NEEDS[need] == "S":
        return f"{asked}, c'est un plus."
    if state == SILENT:
        return f"{asked} à avoir. Dis ce que tu as déjà fait."
    if state == OK:
        return f"{asked} à avoir{NBSP}: tu as ce qu'il faut."
    counted = int(pair.of_pair(pair.judged.months))
    have = f"Tu en as {months_in_words(counted)} qui comptent ici." if counted else "Tu n'en as pas encore."
    return f"{asked} à avoir. {have}"


def _contract(pair: Pair, state: int) -> str:
    offered = CONTRACTS[int(pair.of_offer(pair.judged.offers.contract))]
    answers = pair.answers
    if offered == Contract.OTHER:
        return "Contrat à vérifier."
    if offered in WITH_ADVISER or (offered == Contract.CIVIC_SERVICE and state != OK):
        return f"{LABELS[offered]}{NBSP}: vois avec ton conseiller."
    if state == OK:
        return f"{LABELS[offered]}, comme tu veux." if answers.contracts else f"{LABELS[offered]}. Tout te va."
    if state == SILENT:
        return f"{LABELS[offered]}. Dis quels contrats te vont."
    wanted = [LABELS[one] for one in Contract if str(one) in (answers.contracts or ())]
    return f"{LABELS[offered]}. Tu cherches{NBSP}: {listed(wanted, 'ou')}."


def _hours(pair: Pair, state: int) -> str:
    answers, times = pair.answers, int(pair.of_offer(pair.judged.offers.times))
    if state == NO:
        return _clash(pair)
    if times & PART_OR_FULL in (0, PART_OR_FULL):
        return "Les deux te vont, temps plein ou partiel." if state == OK else "Horaires non précisés, à vérifier."
    said = "Temps partiel" if times & PART_TIME else "Temps plein"
    if answers.hours is None:
        return f"{said}. Dis ce que tu préfères."
    return f"{said}, les deux te vont." if answers.hours == Hours.ANY else f"{said}, comme tu veux."


def _clash(pair: Pair) -> str:
    times, answers = int(pair.of_offer(pair.judged.offers.times)), pair.answers
    if times & NIGHT and answers.no_night:
        return f"Travail de nuit. Tu as dit{NBSP}: pas la nuit."
    if times & WEEKEND and answers.no_weekend:
        return f"Travail le week-end. Tu as dit{NBSP}: pas le week-end."
    part = times & PART_TIME
    return f"Temps {'partiel' if part else 'plein'}. Tu cherches un temps {'plein' if part else 'partiel'}."


def _level(pair: Pair, state: int) -> str:
    own = _of_the_trade(pair)
    if own and pair.answers.level is not None:
        return f"{own} à avoir. Ton profil n'en parle pas." if state == NO else f"{own}{NBSP}: ton parcours le permet."
    asked = NATIONAL_LEVELS.get(int(pair.of_offer(pair.judged.offers.level)))
    if asked is None:
        return "L'offre ne nomme pas de diplôme."
    level = pair.answers.level
    if state == SILENT or level is None:
        return f"{asked} demandé. Dis ton niveau." if state == SILENT else f"{asked} suffit."
    if state == NO:
        return f"{asked} à avoir. Tu as dit{NBSP}: {LEVELS[level]}."
    return f"{asked}, c'est un plus." if state == PARTLY else f"{asked} demandé, tu as ce qu'il faut."


def _of_the_trade(pair: Pair) -> str:
    """The certificates and the diploma of the trade itself that the offer asks for, in words; empty without one."""
    held = int(pair.of_offer(pair.judged.offers.certificates)) & OWN_CERTIFICATES
    words = [CERTIFICATE_NAMES[one] for one in named(held, CERTIFICATES)]
    return listed([*words, *(["Diplôme du métier"] if pair.of_offer(pair.judged.offers.regulated) else [])])


def _licence(pair: Pair, state: int) -> str:
    offers = pair.judged.offers
    required, wished = (named(pair.of_offer(column), LICENCES) for column in (offers.licences, offers.wished))
    to_drive = named(int(pair.of_offer(offers.certificates)) & TO_DRIVE, CERTIFICATES)
    cards = [CERTIFICATE_NAMES[one] for one in to_drive]
    if cards and state == NO and not set(required) - held(pair.answers):
        return f"{listed(cards)} à avoir. Ton profil n'en parle pas."
    if not required and not wished:
        return f"{listed(cards)}{NBSP}: à vérifier." if cards else "L'offre ne nomme pas de permis."
    asked = f"Permis {listed(required or wished)}"
    if state == OK:
        return f"{asked} demandé, tu l'as."
    if state == SILENT:
        return f"{asked} demandé. Dis si tu l'as."
    if state == NO:
        return f"{asked} à avoir. Tu ne l'as pas encore."
    lacking = set(required) - held(pair.answers)
    return f"{asked} à avoir. Tu es en train de le passer." if lacking else f"{asked}, c'est un plus."


def _freshness(pair: Pair, state: int) -> str:
    if state == SILENT:
        return "Date non précisée."
    words = day_in_words(date.fromordinal(int(pair.of_offer(pair.judged.offers.updated))), pair.judged.today)
    return f"Mise à jour {'le ' if words[:1].isdigit() else ''}{words}."


def _start(pair: Pair, state: int) -> str:
    begins, now = int(pair.of_offer(pair.judged.offers.start)), day_number(pair.judged.today)
    if begins == UNKNOWN:
        return "L'offre ne dit pas quand ça commence."
    month = month_in_words(DAY_ZERO + timedelta(days=begins), pair.judged.today)
    said = "Ça commence dès que possible" if begins <= now else f"Ça commence en {month}"
    if state == SILENT or pair.answers.start_on is None:
        return f"{said}. Dis quand tu es libre."
    return f"{said}. Tu es libre {recent_day(pair.answers.start_on, pair.judged.today) if state != OK else 'à temps'}."


def _exposure(pair: Pair, state: int) -> str:
    if state == SILENT:
        return "L'offre ne nomme pas l'employeur."
    count = int(pair.of_offer(pair.judged.offers.employer_offers))
    if count == 1:
        return "C'est la seule offre de cet employeur. Un petit plus."
    return f"Cet employeur a {number(count)} offres.{' Un petit plus.' if state == OK else ''}"


_SAID: dict[Criterion, Callable[[Pair, int], str]] = {
    Criterion.JOB: _job,
    Criterion.TRAVEL: _travel,
    Criterion.EXPERIENCE: _experience,
    Criterion.CONTRACT: _contract,
    Criterion.HOURS: _hours,
    Criterion.LEVEL: _level,
    Criterion.LICENCE: _licence,
    Criterion.START: _start,
    Criterion.FRESHNESS: _freshness,
    Criterion.EXPOSURE: _exposure,
}
