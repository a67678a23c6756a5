"""A record washed into a draft, or refused; whatever stands in the file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.contracts import Contract
from clicnjob.offers.draft import Draft, Rejected, content_digest
from clicnjob.offers.reasons import Fault
from clicnjob.offers.salaries import Period
from tests.offers.made import NOWHERE, PRIVAS, draft, parsed, record

NAMES = [
    *record(), "permis", "formations", "competences", "langues", "contact", "contexteTravail", "complementExercice",
    "experienceCommentaire", "qualificationCode", "_romeCode_derived", "dateExpiration",
]  # fmt: skip
INSIDE = [
    "libelle", "nom", "url", "urlOrigine", "urlPostulation", "courriel", "partenaires", "commune", "codePostal",
    "latitude", "longitude", "exigence", "niveauLibelle", "code", "horaires", "commentaire", "complement1",
]  # fmt: skip
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["Annuel de 1 Euros", "24H30", "9999-12-31T23:59:59-23:59", "07186", "1e400", "((", "A" * 400])
)  # fmt: skip
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(INSIDE) | st.text(), inner)
)


@given(ANYTHING | st.dictionaries(st.sampled_from(NAMES) | st.text(), ANYTHING))
def test_any_value_is_a_draft_or_a_refusal(raw: object) -> None:
    assert isinstance(parsed(raw), Draft | Rejected)


@given(st.dictionaries(st.sampled_from([name for name in NAMES if not name.startswith("date")]), ANYTHING))
def test_any_draft_can_be_kept(changes: dict[str, Any]) -> None:
    """Whatever surrounds a sound date: the result is text both engines take, and comes back from its packed form."""
    found = parsed({**record(), **changes})
    packed = msgspec.msgpack.encode(found)

    assert b"\x00" not in msgspec.json.encode(found)
    assert "\\u0000" not in msgspec.json.encode(found).decode()
    assert msgspec.msgpack.decode(packed, type=type(found)) == found


@given(st.permutations(list(record(permis=[{"libelle": "B"}], langues=[{"libelle": "Anglais"}]).items())))
def test_the_digest_does_not_depend_on_the_order_of_keys(items: list[tuple[str, Any]]) -> None:
    sound = record(permis=[{"libelle": "B"}], langues=[{"libelle": "Anglais"}])

    assert content_digest(draft(**dict(items))) == content_digest(draft(**sound))


def test_the_day_of_a_file_without_dates_is_no_word_of_the_offer() -> None:
    monday, tuesday = (
        draft(dateCreation=None, dateActualisation=day, _undated=True) for day in ("2026-11-23", "2026-11-24")
    )

    assert content_digest(monday) == content_digest(tuesday)
    assert monday.updated_at < tuesday.updated_at


def test_the_digest_does_not_depend_on_the_order_of_lists() -> None:
    skills = [{"libelle": "Servir"}, {"libelle": "Encaisser"}]

    assert content_digest(draft(competences=skills)) == content_digest(draft(competences=skills[::-1]))


def test_the_digest_changes_with_the_words_and_not_with_the_date_of_confirmation() -> None:
    before = content_digest(draft())

    assert content_digest(draft(dateActualisation="2026-11-23T08:00:00Z")) == before
    assert content_digest(draft(description="Autre texte.")) != before


REFUSALS: list[tuple[object, Fault]] = [
    ([], Fault.NOT_AN_OFFER),
    ("texte", Fault.NOT_AN_OFFER),
    (record(id=None), Fault.NO_ID),
    (record(id=""), Fault.NO_ID),
    (record(id="deux mots"), Fault.NO_ID),
    (record(id=True), Fault.NO_ID),
    (record(id={}), Fault.NO_ID),
    (record(intitule=None), Fault.NO_TITLE),
    (record(intitule="\u00a0 \n"), Fault.NO_TITLE),
    (record(intitule=12), Fault.NO_TITLE),
    (record(description=""), Fault.NO_DESCRIPTION),
    (record(description="<p>&nbsp;</p>"), Fault.NO_DESCRIPTION),
    (record(dateCreation=None, dateActualisation=None), Fault.NO_DATE),
    (record(dateCreation="hier", dateActualisation=None), Fault.BAD_DATE),
    (record(dateCreation=20261120, dateActualisation=None), Fault.BAD_DATE),
    (record(dateCreation="2027-11-20T07:30:00Z"), Fault.FUTURE_DATE),
]


@pytest.mark.parametrize(("raw", "fault"), REFUSALS)
def test_a_record_is_refused_for_its_reason(raw: object, fault: Fault) -> None:
    found = parsed(raw)

    assert isinstance(found, Rejected)
    assert found.code == fault


def test_a_refusal_says_where_and_what_but_never_whom_to_call() -> None:
    found = parsed(record(description="", contact={"nom": "Mme Inconnue", "telephone": "0600000000"}))

    assert found == Rejected(1, "9000001", Fault.NO_DESCRIPTION, "Serveur / Serveuse en restauration (H/F)")


def test_a_sound_record_becomes_a_draft() -> None:
    found = draft()

    assert (found.source_id, found.title, found.employer) == (
        "9000001",
        "Serveur / Serveuse en restauration",
        "Le Châtaignier Bleu",
    )
    assert (found.contract, found.weekly_hours, found.part_time) == (Contract.CDI, 35.0, False)
    assert (found.salary_period, found.salary_least) == (Period.HOUR, 12.4)
    assert (found.commune_code, found.departement_code, found.region_code) == ("07186", "07", "84")
    assert found.updated_at == datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
    assert found.url == "https://offres.exemple.fr/detail/9000001"


def test_the_raw_title_is_kept_beside_the_clean_one() -> None:
    found = draft(intitule="SERVEUR PRIVAS (H/F)")

    assert (found.title, found.raw_title) == ("Serveur Privas", "SERVEUR PRIVAS (H/F)")


def test_a_title_that_was_only_a_mark_gives_way_to_the_occupation() -> None:
    assert draft(intitule="(H/F)").title == "Serveur / Serveuse en restauration"


def test_a_reduced_record_is_enough() -> None:
    """The second variant of the schema has no requirements, no address, and a code guessed by its exporter."""
    kept = ("id", "intitule", "description", "dateCreation", "lieuTravail", "typeContrat", "romeCode")
    found = draft(**{name: None for name in record() if name not in kept}, _romeCode_derived=True)

    assert (found.rome_code, found.rome_derived) == ("G1803", True)
    assert (found.experience_required, found.part_time, found.positions, found.url) == (None, None, None, None)
    assert found.contract_label == "CDI"


def test_what_exporters_write_instead_of_leaving_out_is_nothing() -> None:
    found = draft(entreprise=None, romeCode="N/A", nombrePostes="1.0", salaire={"libelle": "null"}, permis="[]")

    assert (found.employer, found.rome_code, found.positions, found.salary_text) == ("", None, 1, "")


@pytest.mark.parametrize(
    ("written", "kept"), [(0, 1), (1, 1), (12, 12), (99, 99), (100, None), (-3, None), (None, None)]
)
def test_posts_are_counted_when_somebody_counted_them(written: int | None, kept: int | None) -> None:
    assert draft(nombrePostes=written).positions == kept


def test_an_identifier_turned_into_a_number_gets_its_zeros_back() -> None:
    assert draft(id=484).source_id == "0000484"


def test_of_the_contact_only_a_web_address_is_kept() -> None:
    contact = {
        "nom": "Mme Inconnue",
        "courriel": "Pour postuler, utiliser le lien suivant : https://postuler.exemple.fr/12",
        "telephone": "0600000000",
        "coordonnees1": "inconnue@exemple.fr",
    }
    found = draft(contact=contact)

    assert found.apply_url == "https://postuler.exemple.fr/12"
    assert not any(word in repr(found) for word in ("Inconnue", "0600000000", "inconnue@"))


def test_without_an_address_of_its_own_the_partners_page_is_where_to_apply() -> None:
    origin = {"origine": "2", "partenaires": [{"nom": "Autre site", "url": "https://partenaire.exemple.fr/7"}]}
    found = draft(origineOffre=origin)

    assert (found.url, found.apply_url) == ("https://partenaire.exemple.fr/7", "https://partenaire.exemple.fr/7")


def test_a_place_nobody_knows_stays_unknown() -> None:
    found = draft(lieuTravail=NOWHERE)

    assert (found.place_label, found.region_code, found.latitude, found.precision) == ("France", None, None, "unknown")


def test_exchanged_coordinates_are_put_right() -> None:
    found = draft(lieuTravail={**PRIVAS, "latitude": 4.599, "longitude": 44.735})

    assert (found.latitude, found.longitude) == (44.735, 4.599)


def test_one_date_stands_for_the_other() -> None:
    assert draft(dateActualisation=None).updated_at == draft().published_at
    assert draft(dateCreation=None).published_at == draft().updated_at


def test_requirements_are_read_from_their_lists() -> None:
    found = draft(
        permis=[{"libelle": "B - Véhicule léger", "exigence": "E"}],
        formations=[{"niveauLibelle": "CAP, BEP et équivalents", "exigence": "S"}],
        langues=[{"libelle": "Anglais", "exigence": "E"}],
        competences=[{"libelle": "Encaisser", "exigence": "S"}],
        experienceExige="E",
        experienceLibelle="6 Mois",
        qualificationCode="5",
    )

    assert (found.licences, found.level, found.level_required) == (("B",), 3, False)
    assert (found.languages, found.skills) == (("Anglais",), ("Encaisser",))
    assert (found.experience_required, found.experience_months, found.qualification) == ("E", 6, 5)


def test_all_words_about_hours_are_kept_together() -> None:
    found = draft(complementExercice="Un week-end sur deux", contexteTravail={"horaires": ["Travail le soir", None]})

    assert found.hours_text == "35H/semaine Travail le soir · Un week-end sur deux · Travail le soir"


def test_a_form_left_at_other_says_nothing_of_pay() -> None:
    assert (
        draft(salaire={"libelle": "", "commentaire": "Selon profil", "complement1": "Autre"}).salary_text
        == "Selon profil"
    )
