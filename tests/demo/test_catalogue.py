"""The data files of the demonstration: complete, written with care, and about nobody who exists."""

from __future__ import annotations

import re
from itertools import chain, product

import pytest

from clicnjob.demo.catalogue import Trade, catalogue
from clicnjob.text.normalise import fold

# Words of brands and chains a reader could recognise; none may appear in an invented name.
KNOWN_BRANDS = """
carrefour auchan leclerc lidl aldi intermarche casino monoprix decathlon kiabi jules camaieu castorama adeo leroy merlin
amazon mcdonald quick burgerking kfc subway flunch paul renault toyota stellantis peugeot citroen fiat norauto feuvert
speedy adecco manpower randstad synergie crit proman actual onet samsic elior sodexo compass korian orpea colisee
bonduelle mccain roquette lesaffre haagen dazs coca cola arcelor valourec saint gobain vinci eiffage bouygues spie engie
edf enedis orange free sfr dhl ups fedex chronopost colissimo geodis dpd gls verspieren
"""
KNOWN = set(KNOWN_BRANDS.split())
TRADES = catalogue().trades
BY_TITLE = [pytest.param(trade, id=trade.formal) for trade in TRADES]


def test_there_are_many_trades_each_with_its_own_formal_title() -> None:
    titles = [trade.formal for trade in TRADES]

    assert len(set(titles)) == len(titles) >= 60


@pytest.mark.parametrize("trade", BY_TITLE)
def test_a_trade_has_enough_to_vary_its_texts(trade: Trade) -> None:
    assert re.fullmatch(r"[A-N]\d{4}", trade.rome)
    assert len(set(trade.tasks)) == len(trade.tasks) >= 5
    assert len(trade.titles) >= 3
    assert len(trade.qualities) >= 2


@pytest.mark.parametrize("trade", BY_TITLE)
def test_tasks_are_infinitives_and_qualities_are_sentences(trade: Trade) -> None:
    assert [task for task in trade.tasks if task[0].isupper() or task.endswith(".")] == []
    assert [text for text in trade.qualities if text[0].islower() or not text.endswith(".")] == []


@pytest.mark.parametrize("trade", BY_TITLE)
def test_shares_are_between_nothing_and_all(trade: Trade) -> None:
    shares = [
        trade.beginner,
        trade.part_time,
        trade.adult,
        trade.licence + trade.licence_liked,
        *trade.schedule.values(),
    ]
    shares += [share for diploma in trade.diplomas for share in (diploma.share, diploma.required)]
    shares += [share for paper in trade.certificates for share in (paper.share, paper.required)]

    assert [share for share in shares if not 0 <= share <= 1] == []
    assert 1 <= trade.pay[0] <= trade.pay[1] < 2


def test_every_kind_of_employer_a_trade_names_is_described() -> None:
    named = set(chain.from_iterable(trade.kinds for trade in TRADES)) | {"temp", "insertion"}

    assert named == catalogue().employers.kinds.keys()


def test_no_two_employers_share_a_name() -> None:
    employers = catalogue().employers
    patterns = chain.from_iterable(kind.patterns for kind in employers.kinds.values())
    names = [pattern.format(nom=surname) for pattern, surname in product(patterns, employers.surnames)]

    assert len(set(names)) == len(names)


def test_no_invented_name_sounds_like_a_known_brand() -> None:
    employers = catalogue().employers
    words = fold(
        " ".join([*employers.surnames, *(" ".join(kind.patterns) for kind in employers.kinds.values())])
    ).split()

    assert KNOWN & set(words) == set()
    assert [surname for surname in employers.surnames if fold(surname) in KNOWN] == []


def test_each_number_gives_an_employer_one_name() -> None:
    employers = catalogue().employers

    assert len({employers.name("bakery", number) for number in range(4 * len(employers.surnames))}) == 4 * len(
        employers.surnames
    )
