"""The index against an obvious reading of every title, and its arrays written and read again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from clicnjob.text import titles as engine
from clicnjob.text.titles import TitleIndex
from clicnjob.text.tokens import stems, wish_stems

TITLES = [
    "Vendeur / Vendeuse en boulangerie (H/F)",
    "Boulanger (H/F)",
    "Aide-soignant(e)",
    "Aide à domicile",
    "Employé(e) polyvalent(e) de restauration rapide",
    "Employé de restauration collective",
    "Agent d'entretien",
    "Agent de sécurité",
    "Télévendeur",
    "Manutentionnaire",
    "Responsable de magasin de vêtements",
]
NAMES: engine.Names = {("macdo",): [stems(TITLES[4])], ("menag",): [stems(TITLES[6]), stems(TITLES[3])]}
WISHES = [
    "vendeuse boulangerie",
    "aidesoignante",
    "télé vendeuse",
    "macdoo",
    "ménage à domicile",
    "employé restoration colective",
    "agent agent sécurité",
    "manutantionaire",
    "astronaute",
    "responsable vetement",
]


def obvious(index: TitleIndex, wish: Sequence[str]) -> list[float]:
    """Every title beside every form of the wish, word by word."""
    known = set(index.vocabulary.stems)
    return [max((one(index, known, wish, title) for one in (by_words, by_letters)), default=0) for title in index.keys]


def by_words(index: TitleIndex, known: set[str], wish: Sequence[str], title: Sequence[str]) -> float:
    spelled = [index.vocabulary.stems[r[0].word] if (r := index.vocabulary.readings(w)) else w for w in wish]
    forms = [
        (1.0, tuple(wish)),
        *((engine.BY_EVERYDAY_NAME, other) for other in engine.other_titles(index._other, spelled)),
    ]
    for place, word in enumerate(wish):
        cuts = [tuple(stems(f"{word[:cut]} {word[cut:]}")) for cut in range(3, len(word) - 2)]
        if len(word) >= engine.SHORTEST_GLUED and word not in known:
            forms += [(0.9, (*wish[:place], *cut, *wish[place + 1 :])) for cut in cuts if known.issuperset(cut)]
        after = wish[place + 1 : place + 2]
        joined = {f"{word}{link}{one}" for one in after for link in ("", "e")} & known
        forms += [(0.9, (*wish[:place], one, *wish[place + 2 :])) for one in joined]
    return max(trust * share(index, list(dict.fromkeys(form)), title) for trust, form in forms)


def share(index: TitleIndex, form: Sequence[str], title: Sequence[str]) -> float:
    rarity: dict[str, float] = dict(zip(index.vocabulary.stems, index.rarity.tolist(), strict=True))
    asked = held = 0.0
    for word in form:
        read = [(index.vocabulary.stems[one.word], one.likeness) for one in index.vocabulary.readings(word)]
        worth = rarity[read[0][0]] if read else engine.UNREAD_SHARE * float(np.median(index.rarity))
        asked += worth
        held += worth * max((likeness for stem, likeness in read if stem in title), default=0.0)
    whole = sum(rarity[stem] for stem in title)
    return held / asked * (engine.ABOUT_THE_WISH + (1 - engine.ABOUT_THE_WISH) * min(held / max(whole, 1e-6), 1))


def by_letters(index: TitleIndex, known: set[str], wish: Sequence[str], title: Sequence[str]) -> float:
    if len("".join(wish)) < engine.SHORTEST_GLUED or not by_words(index, known, wish, title):
        return 0.0
    alike = fuzz.ratio("".join(wish), "".join(title))
    return engine.BY_LETTERS * alike / 100 if alike >= engine.ALIKE_FROM else 0.0


@pytest.mark.parametrize("wish", WISHES)
def test_the_index_answers_as_an_obvious_reading_does(wish: str) -> None:
    index = TitleIndex(TITLES, NAMES)

    np.testing.assert_allclose(index.answer(wish_stems(wish)), obvious(index, wish_stems(wish)), atol=1e-5)


words = st.sampled_from(sorted({word for title in (*TITLES, *WISHES) for word in title.split()}))
lines = st.lists(words, min_size=1, max_size=4).map(" ".join)


@given(st.lists(lines, min_size=1, max_size=12), lines)
def test_any_titles_are_answered_as_by_an_obvious_reading(titles: list[str], wish: str) -> None:
    index, asked = TitleIndex(titles, NAMES), wish_stems(wish)

    np.testing.assert_allclose(index.answer(asked), obvious(index, asked) if asked else 0, atol=1e-5)


@given(st.lists(lines, min_size=1, max_size=12), lines, st.integers(1, 12))
def test_the_best_titles_are_the_greatest_answers(titles: list[str], wish: str, most: int) -> None:
    index, asked = TitleIndex(titles, NAMES), wish_stems(wish)
    keys, scores = index.best(asked, most)
    answer = index.answer(asked)

    assert scores.tolist() == answer[keys].tolist() == sorted(answer[answer > 0].tolist(), reverse=True)[:most]


@pytest.mark.parametrize("titles", [TITLES, ["Serveur"], []])
def test_an_index_read_again_from_its_arrays_answers_alike(titles: list[str], tmp_path: Path) -> None:
    index = TitleIndex(titles, NAMES)
    for name, array in index.arrays().items():
        np.save(tmp_path / f"{name}.npy", array)
    mapped = {
        file.stem: np.load(file, mmap_mode="r" if file.stat().st_size > 128 else None) for file in tmp_path.iterdir()
    }
    again = TitleIndex.from_arrays(mapped, NAMES)

    assert again.keys == index.keys
    for wish in WISHES:
        assert again.answer(wish_stems(wish)).tolist() == index.answer(wish_stems(wish)).tolist()


def test_the_order_of_the_titles_changes_no_answer() -> None:
    index, turned = TitleIndex(TITLES, NAMES), TitleIndex(TITLES[::-1], NAMES)

    assert [index.answer(wish_stems(wish)).tolist() for wish in WISHES] == [
        turned.answer(wish_stems(wish)).tolist() for wish in WISHES
    ]


def test_wishes_read_together_are_read_as_one_by_one() -> None:
    together, apart = TitleIndex(TITLES, NAMES), TitleIndex(TITLES, NAMES)
    wishes = [wish_stems(wish) for wish in WISHES]
    together.learn(wishes)

    for wish in wishes:
        assert [together.vocabulary.readings(stem) for stem in wish] == [
            apart.vocabulary.readings(stem) for stem in wish
        ]


def test_a_word_of_one_title_among_many_is_nobodys_meaning() -> None:
    titles = [f"Agent {chr(97 + n % 26) * 2}{n}" for n in range(1200)]

    assert TitleIndex([*titles, "Cuisinier"]).answer(("cuisinnier",)).max() == 0
    assert TitleIndex([*titles, *("Cuisinier " + x for x in ("bar", "bus", "train"))]).answer(("cuisinnier",)).max() > 0
