"""The search: words as people write them, filters, counts, what is widened; compared with a slow obvious search."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.filtering import DISTANCES, VALUES, Facet, Filters, Place
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.searching import LONGEST_QUERY, Found, read, search
from clicnjob.matching.searching_index import SearchIndex, Words
from clicnjob.offers.contracts import Contract
from clicnjob.text.tokens import stem, stems
from tests.matching.made import HOME, TODAY, offer

HERE = Place(*HOME, "23", "Guéret (23)")
SHOP = Words(
    "Vendeur en boulangerie H/F", "Vendeur / Vendeuse en boulangerie", "Vente en alimentation", "Dupain", "Lens"
)
SEARCHED = (
    SHOP,
    Words("Préparateur de commandes", "Préparateur / Préparatrice de commandes", "Magasinage", "Vendredi", "Mâcon"),
    Words("Hôtesse de caisse", "Hôte / Hôtesse de caisse", "Personnel de caisse", "Au Bon Prix", "Arras"),
    Words("Maçon", "Maçon / Maçonne", "Maçonnerie", "Bâtir", "Lens"),
    Words("Employé polyvalent", "Vendeur / Vendeuse", "Vente", "Dupain", "Nantes"),
)


def index_of(*words: Words) -> SearchIndex:
    return SearchIndex.of(dict(enumerate(words, start=1)))


def made() -> tuple[OfferSet, SearchIndex]:
    rows = [offer(id=number, title=one.title) for number, one in enumerate(SEARCHED, start=1)]
    return OfferSet.of(rows), index_of(*SEARCHED)


def found(query: str, filters: Filters | None = None, near: Place | None = None) -> Found:
    return search(*made(), query, filters or Filters(), near, TODAY)


def ids(query: str) -> list[int]:
    return [int(row) + 1 for row in found(query).rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("vendeuse", [1, 5]),
        ("VENDEURS", [1, 5]),
        ("vandeuse", [1, 5]),
        ("je cherche un taf de vendeuse", [1, 5]),
        ("vendeuse lens", [1]),
        ("caissière", [3]),
        ("préparatrice commandes", [2]),
        ("preparateur de comandes", [2]),
        ("dupain", [1, 5]),
        ("magasinage", [2]),
        ("boulang", [1]),
        ("nante", [5]),
        # A trade and a town of one spelling: the title comes first.
        ("macon", [4, 2]),
    ],
)
def test_words_are_read_as_people_write_them(query: str, expected: list[int]) -> None:
    assert ids(query) == expected


@pytest.mark.parametrize("query", ["lans", "nentes", "dupin", "aras"])
def test_names_of_places_and_companies_are_never_guessed(query: str) -> None:
    assert ids(query) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"préparateur de commandes"', [2]),
        ("« préparatrice de commandes »", [2]),
        ('"bon prix"', [3]),
        ('"vendeur en boulangerie" lens', [1]),
    ],
)
def test_a_quoted_phrase_is_held_in_order(query: str, expected: list[int]) -> None:
    assert sorted(ids(query)) == sorted(expected)
    assert not found(query).widened


def test_a_phrase_that_nobody_holds_is_looked_for_in_any_order_and_said_so() -> None:
    answer = found('"commandes préparateur"')

    assert [int(row) + 1 for row in answer.rows] == [2]
    assert answer.widened == ("Aucune offre ne contient ces mots côte à côte. Les voici dans le désordre.",)


def test_what_was_read_instead_of_a_misspelled_word_is_told() -> None:
    assert found("vandeuse").instead == (("vandeuse", "vendeur"),)
    assert found("vendeuse").instead == ()


@pytest.mark.parametrize(
    ("query", "expected", "sentences"),
    [
        (
            "vendeuse astronaute",
            [1, 5],
            ["Nous n'avons pas trouvé « astronaute » : voici les offres pour « vendeuse »."],
        ),
        ("xyzzy Préparateur", [2], ["Nous n'avons pas trouvé « xyzzy » : voici les offres pour « Préparateur »."]),
        ("Zàz xyzzy maçon", [4, 2], ["Nous n'avons pas trouvé « Zàz », « xyzzy » : voici les offres pour « maçon »."]),
        (
            "xyzzy caissière lens",
            [3],
            [
                "Nous n'avons pas trouvé « xyzzy » : voici les offres pour « caissière ».",
                "Aucune offre ne contient tous ces mots. Les voici sans « lens ».",
            ],
        ),
        ("xyzzy astronaute", [], []),
    ],
)
def test_a_word_that_nobody_holds_is_left_out_and_said_so(
    query: str, expected: list[int], sentences: list[str]
) -> None:
    answer = found(query)

    assert [int(row) + 1 for row in answer.rows] == expected
    assert [one.replace("\u00a0", " ") for one in answer.widened] == sentences


def test_a_place_is_dropped_before_the_job() -> None:
    answer = found("caissière lens")

    assert [int(row) + 1 for row in answer.rows] == [3]
    assert answer.widened == ("Aucune offre ne contient tous ces mots. Les voici sans «\u00a0lens\u00a0».",)


def test_no_misspelled_word_is_read_as_a_place_that_titles_name() -> None:
    titles = [Words(f"Vendeur {n} Verdignac") for n in ("un", "deux", "trois")]
    apart, told = index_of(*titles), index_of(*titles, Words("Serveur", place="Verdignac"))

    assert (apart.read("verdinac").instead, told.read("verdinac").instead) == ("verdignac", "")


def test_a_search_of_unknown_words_alone_finds_nothing() -> None:
    assert len(found("astronaute")) == 0


def test_without_words_the_freshest_offer_comes_first_then_the_smallest_id() -> None:
    days = (3, 0, 3, 1)
    rows = [offer(id=n, title="Serveur", updated_on=TODAY - timedelta(days=day)) for n, day in enumerate(days, 1)]
    answer = search(OfferSet.of(rows), index_of(*[Words("Serveur")] * 4), "", Filters(), None, TODAY)

    assert answer.rows.tolist() == [1, 3, 0, 2]


def test_the_newest_first_leaves_relevance_out() -> None:
    rows = [
        offer(id=1, title="Vendeur", updated_on=date(2026, 11, 1)),
        offer(id=2, title="Employé", updated_on=date(2026, 11, 20)),
    ]
    index = index_of(Words("Vendeur"), Words("Employé", label="Vendeur"))
    by_relevance = search(OfferSet.of(rows), index, "vendeur", Filters(), None, TODAY)
    by_day = search(OfferSet.of(rows), index, "vendeur", Filters(), None, TODAY, newest=True)

    assert (by_relevance.rows.tolist(), by_day.rows.tolist()) == ([0, 1], [1, 0])


def mixed() -> tuple[OfferSet, SearchIndex]:
    rows = [
        offer(id=1, contract=Contract.CDI, km=3.0),
        offer(id=2, contract=Contract.CDD, km=3.0, part_time=True, experience_required="E", experience_months=24),
        offer(id=3, contract=Contract.CDI, km=25.0, licences=("B",), departement_code="87"),
        offer(id=4, contract=Contract.INTERIM, latitude=None, longitude=None, level=4, level_required=True),
        offer(id=5, contract=Contract.CDI, latitude=None, longitude=None, departement_code="87"),
    ]
    return OfferSet.of(rows), index_of(*[Words("Serveur")] * len(rows))


def published_twice() -> tuple[OfferSet, SearchIndex]:
    """Offers 1, 2 and 4 are one text, in three towns and two contracts; 3 is another one."""
    rows = [
        offer(id=1, copy_key="a", km=25.0, updated_on=TODAY, departement_code="87"),
        offer(id=2, copy_key="a", km=3.0, updated_on=TODAY - timedelta(days=5)),
        offer(id=3, copy_key="b", km=8.0, updated_on=TODAY - timedelta(days=1)),
        offer(id=4, copy_key="a", km=60.0, updated_on=TODAY - timedelta(days=2), contract=Contract.CDD),
    ]
    return OfferSet.of(rows), index_of(*[Words("Serveur")] * len(rows))


@pytest.mark.parametrize(
    ("filters", "near", "shown", "copies"),
    [
        (Filters(), None, [1, 3], [4, 2]),
        # The nearest copy stands where the freshest one would.
        (Filters(), HERE, [2, 3], [1, 4]),
        (Filters(km=30), HERE, [2, 3], [1]),
        (Filters({Facet.CONTRACT: frozenset({"cdd"})}), None, [4], []),
    ],
)
def test_copies_of_one_text_are_one_card(
    filters: Filters, near: Place | None, shown: list[int], copies: list[int]
) -> None:
    answer = search(*published_twice(), "serveur", filters, near, TODAY)

    assert [int(row) + 1 for row in answer.rows] == shown
    assert [int(row) + 1 for row in answer.copies(shown[0] - 1)] == copies
    assert answer.copies(2).tolist() == []


def test_counts_are_of_cards_so_that_a_value_gives_the_list_it_announces() -> None:
    answer = search(*published_twice(), "serveur", Filters(), HERE, TODAY)

    assert answer.counts[Facet.CONTRACT] == {"cdi": 2, "cdd": 1}
    assert answer.counts[Facet.DEPARTEMENT] == {"23": 2, "87": 1}
    assert answer.distances == {5: 1, 10: 2, 20: 2, 30: 2, 50: 2, 100: 2}


COPIED = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["cdi", "cdd", "interim"]), st.integers(1, 120)), max_size=10
)


@given(COPIED, st.sampled_from([None, HERE]))
def test_every_count_is_the_length_of_the_list_it_leads_to(
    rows: list[tuple[str, str, int]], near: Place | None
) -> None:
    known = [offer(id=n, copy_key=text, contract=Contract(kind), km=km) for n, (text, kind, km) in enumerate(rows, 1)]
    offers, index = OfferSet.of(known), index_of(*[Words("Serveur")] * len(rows))
    answer = search(offers, index, "serveur", Filters(), near, TODAY)

    for kind, count in answer.counts[Facet.CONTRACT].items():
        chosen = Filters({Facet.CONTRACT: frozenset({kind})})
        assert len(search(offers, index, "serveur", chosen, near, TODAY)) == count
    for km, count in answer.distances.items():
        assert not count or len(search(offers, index, "serveur", Filters(km=km), near, TODAY)) == count


def filtered(km: int | None = None, **chosen: str) -> Found:
    return narrowed(chosen, km)


def narrowed(chosen: dict[str, str], km: int | None = None) -> Found:
    wanted = {Facet[name]: frozenset(values.split()) for name, values in chosen.items()}
    return search(*mixed(), "serveur", Filters(wanted, km), HERE, TODAY)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"CONTRACT": "cdi"}, {1, 3, 5}),
        ({"CONTRACT": "cdi cdd"}, {1, 2, 3, 5}),
        ({"HOURS": "partiel"}, {2}),
        ({"EXPERIENCE": "exigee"}, {2}),
        ({"LICENCE": "b"}, {3}),
        ({"LEVEL": "bac"}, {4}),
        ({"DEPARTEMENT": "87"}, {3, 5}),
        ({"CONTRACT": "cdi", "DEPARTEMENT": "23"}, {1}),
    ],
)
def test_filters_keep_what_was_chosen(chosen: dict[str, str], expected: set[int]) -> None:
    assert {int(row) + 1 for row in narrowed(chosen).rows} == expected


def test_a_distance_keeps_the_offers_of_the_departement_whose_town_is_not_known() -> None:
    assert {int(row) + 1 for row in filtered(km=10).rows} == {1, 2, 4}
    assert filtered(km=10).distances == {5: 3, 10: 3, 20: 3, 30: 4, 50: 4, 100: 4}


def test_a_facet_counts_what_each_value_would_give_under_the_other_filters() -> None:
    answer = filtered(CONTRACT="cdi", DEPARTEMENT="87")

    assert answer.counts[Facet.CONTRACT] == {"cdi": 2}
    assert answer.counts[Facet.DEPARTEMENT] == {"23": 1, "87": 2}


@pytest.mark.parametrize(
    ("km", "chosen", "sentence", "expected"),
    [
        (
            5,
            {"DEPARTEMENT": "87"},
            "Aucune offre à moins de 5\u00a0km de Guéret (23). Voici celles à moins de 30\u00a0km.",
            {3},
        ),
        (
            None,
            {"CONTRACT": "seasonal"},
            "Aucune offre avec le filtre «\u00a0Contrat\u00a0». Les voici sans lui.",
            {1, 2, 3, 4, 5},
        ),
        (
            None,
            {"CONTRACT": "cdi", "HOURS": "partiel"},
            "Aucune offre avec le filtre «\u00a0Contrat\u00a0». Les voici sans lui.",
            {2},
        ),
    ],
)
def test_a_list_that_would_be_empty_is_widened_by_one_thing_that_is_said(
    km: int | None, chosen: dict[str, str], sentence: str, expected: set[int]
) -> None:
    answer = narrowed(chosen, km)

    assert answer.widened == (sentence,)
    assert {int(row) + 1 for row in answer.rows} == expected


def test_an_unknown_value_of_a_filter_is_widened_away() -> None:
    assert len(filtered(CONTRACT="<script>")) == 5


def test_a_closed_offer_is_not_found() -> None:
    offers, index = made()

    assert search(offers.without([1]), index, "vendeur", Filters(), None, TODAY).rows.tolist() == [4]


STRANGE = (
    "",
    " ",
    "😀😀",
    "عامل",
    "\x00\x07",
    "'; DROP TABLE offer; --",
    "<b>vendeur</b>",
    "a" * 10_000,
    '"""«»',
    "1 2 3",
)


@pytest.mark.parametrize("query", STRANGE)
def test_strange_queries_have_an_answer(query: str) -> None:
    assert len(found(query)) <= len(SEARCHED)


def test_a_query_without_a_word_finds_everything_and_says_so() -> None:
    answer = found("😀😀")

    assert len(answer) == len(SEARCHED)
    assert answer.widened == ("On ne lit pas de mot ici. Voici toutes les offres.",)


def test_a_long_query_is_cut() -> None:
    assert read("vendeur " + " " * LONGEST_QUERY + "boulanger").words == ("vendeur",)


def test_no_offer_at_all_is_an_answer() -> None:
    answer = search(
        OfferSet.of([]), index_of(), "vendeur", Filters({Facet.CONTRACT: frozenset({"cdi"})}, 5), HERE, TODAY
    )

    assert (len(answer), answer.widened) == (0, ())


WORDS = ("vendeur", "boulanger", "cuisine", "commande", "atelier", "nuit")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
NAMES = st.sampled_from(("", "Rivage", "Durance", "Vendeur"))
OFFERS = st.lists(st.tuples(TEXTS, TEXTS, NAMES, st.integers(0, 3), st.sampled_from(["cdi", "cdd"])), max_size=12)
QUERIES = st.lists(st.sampled_from((*WORDS, "rivage", "durance")), max_size=3, unique=True)


def obvious(rows: list[tuple[str, str, str, int, str]], query: list[str], contract: str) -> list[int]:
    """One offer after the other: every word in a title, an official title or an employer; the rarer the heavier."""
    weights = []
    for word in query:
        holders = sum(
            stem(word) in {*stems(title), *stems(official)} or word in employer.lower().split()
            for title, official, employer, _, _ in rows
        )
        weights.append(math.log1p(len(rows) / max(1, holders)))
    kept = []
    for row, (title, official, employer, age, kind) in enumerate(rows):
        held = []
        for word in query:
            job = 1.0 if stem(word) in stems(title) else 0.7 if stem(word) in stems(official) else 0.0
            held.append(max(job, 0.6 if word in employer.lower().split() else 0.0))
        if kind == contract and all(held):
            total = sum(np.float32(one) * np.float32(weight) for one, weight in zip(held, weights, strict=True))
            step = max(1, round(10 * float(total / np.float32(sum(weights))))) if query else 1
            kept.append((-step, age, row))
    return [row for _, _, row in sorted(kept)]


@given(OFFERS, QUERIES, st.sampled_from(["cdi", "cdd"]))
def test_the_fast_search_finds_what_the_obvious_one_does(
    rows: list[tuple[str, str, str, int, str]], query: list[str], contract: str
) -> None:
    offers = OfferSet.of(
        [
            offer(id=n, title=title, contract=Contract(kind), updated_on=TODAY - timedelta(days=age))
            for n, (title, _, _, age, kind) in enumerate(rows)
        ]
    )
    index = index_of(*(Words(title, official, "", employer) for title, official, employer, _, _ in rows))
    answer = search(offers, index, " ".join(query), Filters({Facet.CONTRACT: frozenset({contract})}), None, TODAY)

    if not answer.widened and not answer.instead:
        assert answer.rows.tolist() == obvious(rows, query, contract)
    else:
        assert obvious(rows, query, contract) == []


@given(st.randoms(use_true_random=False), st.sampled_from(["", "vendeuse", "macon", "vendeur lens"]))
def test_the_order_of_the_offers_given_changes_nothing(shuffled: random.Random, query: str) -> None:
    pairs = list(enumerate(SEARCHED, start=1))
    shuffled.shuffle(pairs)
    offers = OfferSet.of([offer(id=number, title=words.title) for number, words in pairs])
    index = SearchIndex.of(dict(pairs))
    answer = search(offers, index, query, Filters(), None, TODAY)

    assert [int(row) + 1 for row in answer.rows] == ids(query)


ROWS = st.lists(
    st.builds(
        Words,
        st.sampled_from(("Vendeur", "Vendeuse en boulangerie", "Serveur", "Maçon à Lens", "")),
        st.sampled_from(("", "Vendeur / Vendeuse en boulangerie")),
        st.sampled_from(("", "Vente")),
        st.sampled_from(("", "Rivage", "Bon Prix", "Au Bon Prix")),
        st.sampled_from(("Lens", "Mâcon", "62 - LENS Lens Pas-de-Calais")),
    ),
    max_size=9,
)
ASKED = st.sampled_from(
    ("vendeuse", "vandeuse", "boulang", "macon", "lens", '"bon prix"', '"vendeuse boulangerie"', "vendeur lens", "zz")
)


def parted(words: dict[int, Words], count: int) -> list[SearchIndex]:
    return [SearchIndex.of({one: words[one] for one in list(words)[start::count]}) for start in range(count)]


@given(ROWS, st.integers(1, 4), ASKED, st.randoms(use_true_random=False))
def test_indexes_joined_answer_as_one_made_whole(
    rows: list[Words], count: int, query: str, shuffled: random.Random
) -> None:
    words, offers = dict(enumerate(rows, start=1)), OfferSet.of([offer(id=n) for n in range(1, len(rows) + 1)])
    parts = parted(words, count)
    shuffled.shuffle(parts)
    joined = SearchIndex.joined(parts, np.array(offers.ids, dtype=np.int64))
    there, whole = (search(offers, one, query, Filters(), None, TODAY) for one in (joined, SearchIndex.of(words)))

    assert (there.rows.tolist(), there.instead, there.widened) == (whole.rows.tolist(), whole.instead, whole.widened)


@given(ROWS, st.integers(1, 4))
def test_indexes_joined_are_the_bytes_of_one_made_whole(rows: list[Words], count: int) -> None:
    words = dict(enumerate(rows, start=1))
    joined = SearchIndex.joined(parted(words, count), np.array(list(words), dtype=np.int64))
    whole = SearchIndex.of(words)

    for mine, other in ((joined._jobs, whole._jobs), (joined._names, whole._names)):
        assert {name: one.tolist() for name, one in mine.arrays().items()} == {
            name: one.tolist() for name, one in other.arrays().items()
        }


@given(ROWS, ASKED)
def test_an_index_opened_answers_as_the_one_that_was_stored(rows: list[Words], query: str) -> None:
    made = SearchIndex.of(dict(enumerate(rows, start=1)))
    opened, offers = SearchIndex.from_arrays(made.arrays()), OfferSet.of([offer(id=n + 1) for n in range(len(rows))])
    first, second = (search(offers, one, query, Filters(), None, TODAY) for one in (made, opened))

    assert (first.rows.tolist(), first.instead) == (second.rows.tolist(), second.instead)


def test_an_offer_whose_words_are_not_there_holds_none_and_moves_nobody() -> None:
    parts = [SearchIndex.of({2: Words("Vendeur"), 9: Words("Vendeur")}), SearchIndex.of({4: Words("Serveur")})]
    joined = SearchIndex.joined(parts, np.array([1, 2, 4, 5]))

    assert np.flatnonzero(joined.read("vendeur").hits).tolist() == [1]
    assert np.flatnonzero(joined.read("serveur").hits).tolist() == [2]


@given(st.text(max_size=300))
def test_any_text_has_an_answer_whose_counts_add_up(query: str) -> None:
    answer = found(query)

    assert sum(answer.counts[Facet.CONTRACT].values()) == len(answer)


def test_every_value_of_a_facet_can_be_counted() -> None:
    answer = filtered()

    assert all(set(answer.counts[facet]) <= set(values) for facet, values in VALUES.items())
    assert set(answer.distances) == set(DISTANCES)
