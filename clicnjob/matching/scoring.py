"""Points as whole numbers: a sum of criteria, then what takes some back; shown rows add up exactly to the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.factors import Factor
from clicnjob.matching.offer_set import Floats, Integers
from clicnjob.matching.values import Criterion
from clicnjob.matching.weights import WEIGHTS

# A shown point is a hundred fine ones.
FINE = 100
BRAKES = (Criterion.OTHER_JOB, Criterion.TOO_FAR, Criterion.MISSING, Criterion.FEEDBACK)


@dataclass(frozen=True, eq=False)
class Points:
    """Fine points of every offer: one row a criterion (in the order of WEIGHTS), one a brake (BRAKES), and the sum."""

    earned: Integers
    taken: Integers
    score: Integers


def points(factors: Sequence[Factor], kept: Sequence[Floats]) -> Points:
    """The points of every offer from the factors in the order of WEIGHTS and the shares kept in the order of BRAKES.

    Each share kept applies to what the one before left, rounded to a whole fine point.
    """
    weights = zip(WEIGHTS.values(), factors, strict=True)
    earned = np.stack([_fine(weight * FINE * factor.share) for weight, factor in weights])
    left = [earned.sum(axis=0, dtype=np.int32)]
    for share in kept:
        left.append(_fine(left[-1] * share))
    return Points(earned, np.diff(np.stack(left), axis=0), left[-1])


def shown(fine: NDArray[np.int32]) -> list[int]:
    """Fine points that are not negative as whole points that add up to the whole points of their sum.

    The largest remainders are rounded up, so that no row exceeds its maximum nor falls a point below its own.
    """
    whole, rest = np.divmod(fine, FINE)
    spare = int(fine.sum()) // FINE - int(whole.sum())
    whole[np.argsort(-rest, kind="stable")[:spare]] += 1
    return [int(points) for points in whole]


def shown_brakes(total: int, taken: Sequence[int]) -> list[int]:
    """What each brake takes back in whole points, so that what is left after each is the whole points of the rest."""
    left = [total]
    for fine in taken:
        left.append(left[-1] + fine)
    return [after // FINE - before // FINE for before, after in pairwise(left)]


def _fine(value: Floats) -> Integers:
    return np.rint(value).astype(np.int32)
