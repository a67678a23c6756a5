"""The weights of the ranking, readable in one place: what each criterion may earn, and what takes points back."""

from __future__ import annotations

from datetime import date

from clicnjob.matching.values import Criterion, GapName

# The day of the last change of a figure of this module; the public page shows it.
SINCE = date(2026, 11, 24)

# Points out of 100. The job and the way there decide; the rest tells offers apart.
WEIGHTS = {
    Criterion.JOB: 40,
    Criterion.TRAVEL: 20,
    Criterion.EXPERIENCE: 10,
    Criterion.CONTRACT: 7,
    Criterion.HOURS: 6,
    Criterion.LEVEL: 5,
    Criterion.LICENCE: 5,
    Criterion.START: 5,
    Criterion.FRESHNESS: 1,
    Criterion.EXPOSURE: 1,
}
LABELS = {
    Criterion.JOB: "Métier",
    Criterion.TRAVEL: "Trajet",
    Criterion.EXPERIENCE: "Expérience",
    Criterion.CONTRACT: "Contrat",
    Criterion.HOURS: "Horaires",
    Criterion.LEVEL: "Diplôme",
    Criterion.LICENCE: "Permis",
    Criterion.START: "Début",
    Criterion.FRESHNESS: "Date",
    Criterion.EXPOSURE: "Employeur",
    Criterion.OTHER_JOB: "Autre métier",
    Criterion.TOO_FAR: "Trop loin",
    Criterion.MISSING: "Ce qui manque",
    Criterion.FEEDBACK: "Ce que tu nous as dit",
}
# The criterion that has failed names the gap.
GAP_OF = {
    Criterion.TRAVEL: GapName.DISTANCE,
    Criterion.LICENCE: GapName.LICENCE,
    Criterion.EXPERIENCE: GapName.EXPERIENCE,
    Criterion.LEVEL: GapName.DIPLOMA,
    Criterion.HOURS: GapName.HOURS,
    Criterion.CONTRACT: GapName.CONTRACT,
}

# Below this fit the job is another one: this share of the sum stays at once, then less in proportion.
SAME_JOB = 0.4
# A job close to a wished one may be a step away.
CLOSE_JOB = 0.28
OTHER_JOB = 0.8
# Each thing missing leaves this share of the sum.
AFTER_A_GAP = 0.5
# What a person said of other offers: « pas ce métier » leaves this share to the offers of that job, « trop loin »
# this one to the offers as far, its square to those twice as far. Choices of ours: enough to move an offer below those
# that fit as well.
REFUSED_JOB = 0.5
AS_FAR = 0.7
# A limit is a round figure: up to this many times it, nothing is missing yet. Then the sum falls to a quarter at twice
# the limit, and further on less and less.
ALMOST = 1.2
TWICE_TOO_FAR = 0.25
# Offers up to this many times the limit are a step away, further ones are out of reach.
ONE_STEP = 2.3
# A place that is not known is neither near nor far: this share of the travel points, and of the sum elsewhere.
UNKNOWN_PLACE = 0.5
UNKNOWN_ELSEWHERE = 0.6

# Without a limit: kilometres when no transport is given, minutes by the transport that is.
DEFAULT_KM = 10
DEFAULT_MINUTES = 30
