"""Words of a wish written as they sound: endings put right (« boulangé »), misspelled talk dropped (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clicnjob.text.normalise import fold
from clicnjob.text.tokens import AROUND_A_WISH, stem
from clicnjob.text.vocabulary import Vocabulary

# Folding loses the accents that tell these endings apart, so they are put right before.
_ENDINGS = (("ées", "er"), ("és", "er"), ("ée", "er"), ("é", "er"), ("ères", "aire"), ("ère", "aire"), ("ert", "aire"))
_HEARD = re.compile(r"[^\W\d_]{3,}(?:ées?|és?|ères?|ert)(?!\w)")

_SPOKEN = sorted({stem(word) for word in AROUND_A_WISH if len(word) >= 6})
_TALK = Vocabulary(_SPOKEN, [1] * len(_SPOKEN))


def without_talk(stems: Sequence[str], known: Vocabulary) -> tuple[str, ...]:
    """The stems of a wish without those more like a word said around wishes (« alternence ») than like any known."""
    return tuple(stem for stem in stems if not 0 < _likeness(stem, _TALK) >= _likeness(stem, known))


def learn_talk(stems: Iterable[str]) -> None:
    """Read many stems at once beside the talk around wishes, before `without_talk` asks for each."""
    _TALK.learn(stems)


def _likeness(stem: str, vocabulary: Vocabulary) -> float:
    found = vocabulary.readings(stem)
    return found[0].likeness if found else 0.0


def respelled(text: str, known: Vocabulary) -> str:
    """The text with each word that ends as it is heard replaced by the one the known stems hold, where they do."""
    return _HEARD.sub(lambda found: _respelled(found[0], known), text.lower())


def _respelled(word: str, known: Vocabulary) -> str:
    for heard, written in _ENDINGS:
        if word.endswith(heard):
            other = word.removesuffix(heard) + written
            return other if stem(fold(other)) in known else word
    return word
