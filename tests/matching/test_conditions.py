"""What an offer really asks for: its fields and the facts of its text, weighed together."""

from __future__ import annotations

import pytest

from clicnjob.matching.conditions import conditions_of
from clicnjob.matching.values import Criterion, GapName, State
from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.reading import facts_in
from clicnjob.profiles.values import Experience, Level
from tests.matching.made import alone, offer, person


@pytest.mark.parametrize(
    ("field", "said", "contract"),
    [
        (Contract.CDD, "Contrat d'insertion", Contract.INTEGRATION),
        (Contract.OTHER, "Poste en chantier d'insertion", Contract.INTEGRATION),
        (Contract.CDI, "Entreprise d'insertion, nous embauchons.", Contract.CDI),
        (Contract.CDD, "Contrat PEC de 12 mois", Contract.SUBSIDISED),
        (Contract.CDI, "Contrat PEC de 12 mois", Contract.SUBSIDISED),
        (Contract.CDD, "Mission de service civique", Contract.CIVIC_SERVICE),
        (Contract.CDD, "Tu encadres stagiaires et volontaires en service civique", Contract.CDD),
        (Contract.CDD, "Informer sur les parcours d'insertion", Contract.CDD),
        (Contract.INTERIM, "Contrat d'insertion", Contract.INTERIM),
    ],
)
def test_the_text_corrects_a_contract_filed_for_want_of_a_better_word(
    field: Contract, said: str, contract: Contract
) -> None:
    assert conditions_of(offer(contract=field, facts=facts_in("", said))).contract == contract


def asked(kind: Kind, value: str, detail: str = "") -> tuple[Fact, ...]:
    return (Fact(kind, value, Need.REQUIRED, 0.9, "exigé", detail),)


def said_of(criterion: Criterion, facts: tuple[Fact, ...], **answers: object) -> tuple[State, str, list[GapName]]:
    ranked = alone(offer(facts=facts), person(**answers))
    row = next(one for one in ranked.criteria if one.criterion == criterion)
    return row.state, row.sentence.replace("\u00a0", " "), [gap.name for gap in ranked.gaps]


def test_a_diploma_of_the_trade_is_not_held_by_its_level() -> None:
    facts = facts_in("", "CAP du métier exigé")

    state, sentence, gaps = said_of(Criterion.LEVEL, facts, level=Level.BAC)

    assert (state, gaps) == (State.NO, [GapName.DIPLOMA])
    assert sentence == "Diplôme du métier à avoir. Ton profil n'en parle pas."


@pytest.mark.parametrize(
    ("value", "name"), [("bafa", "BAFA"), ("bafd", "BAFD"), ("carte_pro", "Carte professionnelle")]
)
def test_a_certificate_that_opens_a_trade_is_a_diploma_to_have(value: str, name: str) -> None:
    state, sentence, gaps = said_of(Criterion.LEVEL, asked(Kind.CERTIFICATE, value))

    assert (state, gaps) == (State.NO, [GapName.DIPLOMA])
    assert sentence == f"{name} à avoir. Ton profil n'en parle pas."


@pytest.mark.parametrize(("value", "name"), [("caces", "CACES"), ("fimo", "FIMO")])
def test_a_certificate_to_drive_is_a_licence_to_have(value: str, name: str) -> None:
    state, sentence, gaps = said_of(Criterion.LICENCE, asked(Kind.CERTIFICATE, value))

    assert (state, gaps) == (State.NO, [GapName.LICENCE])
    assert sentence == f"{name} à avoir. Ton profil n'en parle pas."


@pytest.mark.parametrize("value", ["caces", "bafa", "carte_pro"])
def test_who_has_worked_in_the_trade_has_what_opens_it(value: str) -> None:
    worked = (Experience("serveuse", 12),)

    assert not alone(offer(facts=asked(Kind.CERTIFICATE, value)), person(experience=worked)).gaps


@pytest.mark.parametrize("value", ["haccp", "secours", "certiphyto", "adr"])
def test_what_is_learned_in_days_is_no_gap(value: str) -> None:
    assert not alone(offer(facts=asked(Kind.CERTIFICATE, value))).gaps


def test_a_certificate_to_drive_lacks_beside_a_licence_that_is_held() -> None:
    facts = (*asked(Kind.LICENCE, "B"), *asked(Kind.CERTIFICATE, "caces"))

    assert said_of(Criterion.LICENCE, facts)[1] == "CACES à avoir. Ton profil n'en parle pas."
