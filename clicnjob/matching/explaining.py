"""One ranked offer made of its columns: the rows of the sum, the gaps with their next step, the verdict in words."""

from __future__ import annotations

import math

from clicnjob.matching.factors import STATES
from clicnjob.matching.judging import Judged, age_of
from clicnjob.matching.law import youngest_for_licence
from clicnjob.matching.licences import held
from clicnjob.matching.scoring import BRAKES, FINE, shown, shown_brakes
from clicnjob.matching.sentences import sentence
from clicnjob.matching.values import Answer, Criterion, Gap, GapName, Ranked, Reason, State
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
_CRITERION_OF = {gap: criterion for criterion, gap in GAP_OF.items()}


def explain(judged: Judged, row: int) -> Ranked:
    """The offer at this row, with everything the page says of it."""
    gaps = _gaps(judged, row)
    score = int(judged.points.score[row])
    km, minutes = float(judged.travel.km[row]), float(judged.travel.minutes[row])
    known = not math.isnan(minutes)
    return Ranked(
        offer_id=judged.offers.ids[row],
        score=score,
        points=score // FINE,
        reasons=(*_criteria(judged, row), *_brakes(judged, row, gaps)),
        gaps=gaps,
        law=tuple(found.notice for found in judged.findings if found.offers[row]),
        verdict=_verdict(judged, row, gaps),
        km=km if known else None,
        minutes=minutes if known else None,
        mode=judged.travel.modes[int(judged.travel.mode[row])] if known else None,
    )


def _criteria(judged: Judged, row: int) -> list[Reason]:
    fine = judged.points.earned[:, row]
    return [
        Reason(
            criterion=criterion,
            label=LABELS[criterion],
            earned=earned,
            maximum=maximum,
            fine=int(points),
            state=STATES[judged.factors[criterion].state[row]],
            sentence=sentence(judged, criterion, row),
        )
        for (criterion, maximum), earned, points in zip(WEIGHTS.items(), shown(fine), fine, strict=True)
    ]


def _brakes(judged: Judged, row: int, gaps: tuple[Gap, ...]) -> list[Reason]:
    fine = [int(points) for points in judged.points.taken[:, row]]
    total = int(judged.points.earned[:, row].sum())
    return [
        Reason(brake, LABELS[brake], whole, 0, points, State.NO, _brake(judged, row, brake, gaps))
        for brake, whole, points in zip(BRAKES, shown_brakes(total, fine), fine, strict=True)
        if points
    ]


def _brake(judged: Judged, row: int, brake: Criterion, gaps: tuple[Gap, ...]) -> str:
    if brake == Criterion.OTHER_JOB:
        return "Les métiers que tu as demandés passent devant."
    if brake == Criterion.TOO_FAR:
        known = not math.isnan(float(judged.travel.used[row]))
        return "Les offres plus proches passent devant." if known else "Le lieu n'est pas précisé."
    missing = [GAP_WORDS[gap.name] for gap in gaps if gap.name != GapName.DISTANCE]
    return f"{'Une chose' if len(missing) == 1 else 'Plusieurs choses'} à régler{NBSP}: {listed(missing)}."


def _gaps(judged: Judged, row: int) -> tuple[Gap, ...]:
    names = [name for name in GapName if judged.gaps[name][row]]
    return tuple(Gap(name, _gap_sentence(judged, row, name), _next_step(judged, row, name)) for name in names)


def _gap_sentence(judged: Judged, row: int, name: GapName) -> str:
    if name != GapName.AGE:
        return sentence(judged, _CRITERION_OF[name], row)
    found = (one for one in judged.findings if one.answer == Answer.DEROGATION and one.offers[row])
    return next(found).notice.sentence


def _next_step(judged: Judged, row: int, name: GapName) -> str:
    if name == GapName.LICENCE:
        required, _ = judged.offers.licence_sets[int(judged.offers.licence[row])]
        age = age_of(judged.person, judged.today)
        youngest = max(youngest_for_licence().get(code, 0) for code in set(required) - held(judged.person.answers))
        if age is not None and age < youngest:
            return f"Ce permis se passe à partir de {youngest}{NBSP}ans. Parles-en avec ton conseiller."
    return NEXT_STEPS[name]


def _verdict(judged: Judged, row: int, gaps: tuple[Gap, ...]) -> str:
    if not judged.same_job[row]:
        return "Un autre métier"
    if gaps:
        return "Il manque une chose" if len(gaps) == 1 else "Il manque plusieurs choses"
    points = int(judged.points.score[row]) // FINE
    if points >= VERY_WELL:
        return "Ça colle très bien"
    return "Ça colle bien" if points >= WELL else "Ça colle un peu" if points >= SOMEWHAT else "À voir"
