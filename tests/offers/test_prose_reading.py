"""The reader of prose holds for any text: no exception, short excerpts, capitals, bullets, bounded time."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.facts import LONGEST_EXCERPT, Fact, Kind, Need
from clicnjob.offers.prose.reading import facts_in
from tests.offers import test_prose_asked as asked
from tests.offers import test_prose_papers as papers
from tests.offers import test_prose_terms as terms
from tests.offers.told import expected, told

SENTENCES = [*asked.EXPERIENCE, *papers.LICENCES, *papers.CERTIFICATES, *papers.WAYS, *terms.HOURS, *terms.TERMS]
EVERY_SENTENCE = [*SENTENCES, *asked.DIPLOMAS]
PIECES = st.lists(st.sampled_from([sentence for sentence, _ in EVERY_SENTENCE]) | st.text(max_size=40), max_size=12)
HARD = [
    "expérience " * 3000,
    "de 8h à 9h " * 3000,
    "permis b, " * 3000,
    "a" * 30_000,
    "1 an " * 6000,
    "bac + " * 5000,
    "caces 1 3 5 " * 2500,
    " " * 30_000,
    "(" * 30_000,
    "saisonnier pour la " * 1500,
    "nuit " * 6000,
]


def shouted(text: str) -> str:
    """Capitals without accents, as many offers are written."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign)).upper()


@given(st.text(max_size=60), PIECES, st.sampled_from(["\n", " ", ". ", "•", "***", "/r/n"]))
def test_any_text_gives_facts_with_short_excerpts(title: str, pieces: list[str], between: str) -> None:
    for fact in facts_in(title, between.join(pieces)):
        assert len(fact.excerpt) <= LONGEST_EXCERPT
        assert 0 < fact.confidence <= 1
        assert isinstance(fact.kind, Kind)
        assert isinstance(fact.need, Need)


@pytest.mark.parametrize(("sentence", "facts"), SENTENCES)
def test_capitals_without_accents_say_the_same(sentence: str, facts: str) -> None:
    assert told(shouted(sentence)) == expected(facts)


@pytest.mark.parametrize(
    "before", ["Nos atouts : équipe soudée\n", "Rejoignez-nous. ", "Missions***", "• Autonomie • ", "- Rigueur\n- "]
)
@pytest.mark.parametrize(
    ("sentence", "facts"), [("Permis B exigé", "licence B required"), ("Débutant accepté", "experience 0 stated")]
)
def test_what_comes_before_changes_nothing(before: str, sentence: str, facts: str) -> None:
    assert told(before + sentence) == expected(facts)


@pytest.mark.parametrize("text", HARD, ids=lambda text: text[:12])
def test_a_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    begin = time.process_time()
    facts_in("", text)

    assert time.process_time() - begin < 2


def test_an_excerpt_quotes_the_words_of_the_text() -> None:
    text = f"{'Nous cultivons des pommes au bord du lac, loin de tout. ' * 5}Le permis B est exigé. {'Venez. ' * 40}"
    (fact,) = facts_in("", text)

    assert fact.excerpt == "Le permis B est exigé"


def test_a_long_sentence_is_cut_between_words() -> None:
    (fact,) = facts_in("", f"{'très ' * 50}bon salaire pour qui a le permis B exigé {'chaque jour ' * 30}")

    assert "permis B exigé" in fact.excerpt
    assert not {"trè", "rès", "chaqu"} & set(fact.excerpt.split())


def test_the_surest_of_two_sayings_is_kept() -> None:
    (fact,) = facts_in("", "Profil : permis B.\nPermis B obligatoire.")

    assert fact.excerpt == "Permis B obligatoire"


def test_contradictions_are_both_kept() -> None:
    assert told("Débutant accepté.\nDeux ans d'expérience exigés.") == {
        "experience 0 stated",
        "experience 24 required",
    }


def test_a_word_of_the_title_counts_as_one_of_the_text() -> None:
    assert told("", "Cariste CACES 3 de nuit (H/F)") == {"certificate caces required", "hours night stated"}


def test_the_categories_of_a_certificate_are_named() -> None:
    assert [fact.detail for fact in facts_in("", "CACES R489 catégories 1B et 3 exigé")] == ["CACES R489, 1B, 3"]


def test_the_law_names_the_diploma_it_asks_for() -> None:
    (fact,) = facts_in("Auxiliaire de puériculture (H/F)", "")

    assert fact == Fact(
        Kind.DIPLOMA,
        "4",
        Need.REQUIRED,
        0.7,
        "Auxiliaire de puériculture (H/F)",
        "diplôme d'État d'auxiliaire de puériculture",
    )
