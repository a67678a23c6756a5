"""One ranked offer made of its columns: the rows of the sum, the gaps with their next step, the verdict in words."""

from __future__ import annotations

import math
from collections.abc import Iterator

from clicnjob.matching.crowd import MODES
from clicnjob.matching.factors import STATES
from clicnjob.matching.judging import Pair, age_of
from clicnjob.matching.law import Finding, youngest_for_licence
from clicnjob.matching.licences import held
from clicnjob.matching.offer_set import LICENCES, named
from clicnjob.matching.scoring import BRAKES, FINE, shown, shown_brakes
from clicnjob.matching.sentences import sentence
from clicnjob.matching.values import Criterion, Gap, GapName, OfferId, Ranked, Reason, State
from clicnjob.matching.weights import GAP_OF, LABELS, WEIGHTS
from clicnjob.text.french import NBSP, listed

VERY_WELL, WELL, SOMEWHAT = 85, 70, 50
GAP_WORDS = {
    GapName.DISTANCE: "le trajet",
    GapName.LICENCE: "le permis",
    GapName.EXPERIENCE: "l'expérience",
    GapName.DIPLOMA: "le diplôme",
    GapName.HOURS: "les horaires",
    GapName.CONTRACT: "le contrat",
    GapName.AGE: "l'âge",
}
NEXT_STEPS = {
    GapName.DISTANCE: "Cherche qui peut t'emmener, ou change ta limite si tu peux aller plus loin.",
    GapName.LICENCE: "Demande à ton conseiller les aides pour le permis.",
    GapName.EXPERIENCE: "Demande à ton conseiller une immersion : quelques jours pour montrer ce que tu sais faire.",
    GapName.DIPLOMA: "Demande à l'employeur s'il peut faire sans, ou vois une formation avec ton conseiller.",
    GapName.HOURS: "Demande à l'employeur si d'autres horaires sont possibles.",
    GapName.CONTRACT: "Demande à l'employeur si un autre contrat est possible, ou ajoute celui-ci à ton profil.",
    GapName.AGE: "Vois avec ton conseiller : c'est possible, avec une autorisation.",
}
ASK_THE_EMPLOYER = "Demande à l'employeur si cet âge est une obligation."
BE_READY = "Note ce jour, et prépare ta candidature avec ton conseiller."
_CRITERION_OF = {gap: criterion for criterion, gap in GAP_OF.items()}


def explain(pair: Pair) -> Ranked:
    """This offer for this person, with everything the page says of it."""
    judged, gaps = pair.judged, _gaps(pair)
    score = int(pair.of_pair(judged.points.score))
    km, minutes = float(pair.of_pair(judged.travel.km)), float(pair.of_pair(judged.travel.minutes))
    known = not math.isnan(minutes)
    return Ranked(
        offer_id=judged.offers.ids[int(judged.rows[pair.place])],
        score=score,
        points=score // FINE,
        reasons=(*_criteria(pair), *_brakes(pair, gaps)),
        gaps=gaps,
        law=tuple(found.notice for found in judged.findings if found.offers[pair.place]),
        verdict=_verdict(pair, gaps),
        km=km if known else None,
        minutes=minutes if known else None,
        mode=MODES[int(pair.of_pair(judged.travel.mode))] if known else None,
        copies=_copies(pair),
    )


def _copies(pair: Pair) -> tuple[OfferId, ...]:
    judged = pair.judged
    same = (judged.offers.copy[judged.rows] == pair.of_offer(judged.offers.copy)) & ~judged.hidden
    return tuple(judged.offers.ids[row] for row in judged.rows[same] if row != judged.rows[pair.place])


def _criteria(pair: Pair) -> list[Reason]:
    fine = pair.judged.points.earned[:, pair.place]
    return [
        Reason(criterion, LABELS[criterion], earned, maximum, int(points), STATES[state], sentence(pair, criterion))
        for (criterion, maximum), earned, points in zip(WEIGHTS.items(), shown(fine), fine, strict=True)
        for state in [pair.state(criterion)]
    ]


def _brakes(pair: Pair, gaps: tuple[Gap, ...]) -> list[Reason]:
    fine = [int(points) for points in pair.judged.points.taken[:, pair.place]]
    total = int(pair.judged.points.earned[:, pair.place].sum())
    return [
        Reason(brake, LABELS[brake], whole, 0, points, State.NO, _brake(pair, brake, gaps))
        for brake, whole, points in zip(BRAKES, shown_brakes(total, fine), fine, strict=True)
        if points
    ]


def _brake(pair: Pair, brake: Criterion, gaps: tuple[Gap, ...]) -> str:
    if brake == Criterion.OTHER_JOB:
        return "Les métiers que tu as demandés passent devant."
    if brake == Criterion.TOO_FAR:
        known = not math.isnan(float(pair.of_pair(pair.judged.travel.used)))
        return "Les offres plus proches passent devant." if known else "Le lieu n'est pas précisé."
    if brake == Criterion.FEEDBACK:
        return pair.judged.told.sentence(pair.place)
    missing = [GAP_WORDS[gap.name] for gap in gaps if gap.name != GapName.DISTANCE]
    return f"{'Une chose' if len(missing) == 1 else 'Plusieurs choses'} à régler{NBSP}: {listed(missing)}."


def _gaps(pair: Pair) -> tuple[Gap, ...]:
    names = [name for name in GapName if pair.of_pair(pair.judged.gaps[name])]
    return tuple(Gap(name, _gap_sentence(pair, name), _next_step(pair, name)) for name in names)


def _gap_sentence(pair: Pair, name: GapName) -> str:
    if name != GapName.AGE:
        return sentence(pair, _CRITERION_OF[name])
    found = next(_one_step(pair), None)
    if found:
        return found.notice.sentence
    return f"L'employeur demande {int(pair.of_offer(pair.judged.offers.youngest))}{NBSP}ans au moins."


def _one_step(pair: Pair) -> Iterator[Finding]:
    return (one for one in pair.judged.findings if one.is_one_step and one.offers[pair.place])


def _next_step(pair: Pair, name: GapName) -> str:
    if name == GapName.LICENCE:
        required = named(pair.of_offer(pair.judged.offers.licences), LICENCES)
        age = age_of(pair.person, pair.judged.today)
        ages = youngest_for_licence(pair.judged.today)
        youngest = max((ages.get(code, 0) for code in set(required) - held(pair.answers)), default=0)
        if age is not None and age < youngest:
            return f"Ce permis se passe à partir de {youngest}{NBSP}ans. Parles-en avec ton conseiller."
    if name == GapName.AGE:
        found = next(_one_step(pair), None)
        return ASK_THE_EMPLOYER if found is None else BE_READY if found.until else NEXT_STEPS[name]
    return NEXT_STEPS[name]


def _verdict(pair: Pair, gaps: tuple[Gap, ...]) -> str:
    if not pair.of_pair(pair.judged.same_job):
        return "Un autre métier"
    if gaps:
        return "Il manque une chose" if len(gaps) == 1 else "Il manque plusieurs choses"
    points = int(pair.of_pair(pair.judged.points.score)) // FINE
    if points >= VERY_WELL:
        return "Ça colle très bien"
    return "Ça colle bien" if points >= WELL else "Ça colle un peu" if points >= SOMEWHAT else "À voir"
