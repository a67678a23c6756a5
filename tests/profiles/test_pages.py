"""The pages of a profile: filled step by step by a young person, or with a counsellor, and never by strangers."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from clicnjob.db import Database
from clicnjob.profiles.steps import STEPS
from clicnjob.profiles.values import Experience, Level, Licence, LicenceState, Limit
from tests.page import Page, PageClient
from tests.profiles.made import FULL, SENT, People, answers, begin, full, values


def values_shown(page: Page) -> dict[str, str]:
    """The text of each box, by name."""
    return {box.get("name"): box.get("value") for box in page.find("input") if box.get("type") in ("", "text", "date")}


def ticked(page: Page) -> set[tuple[str, str]]:
    """Every box and radio that is on."""
    return {(box.get("name"), box.get("value")) for box in page.find("input") if "checked" in box.attributes}


def test_a_young_person_fills_a_page_after_the_other(client: PageClient, database: Database, who: People) -> None:
    client.sign_in(who.ines)
    path, walked = client.get("/mon-profil/envies").response.request.path, []
    while path != "/mon-profil" and len(walked) <= len(STEPS):
        walked.append(path.rpartition("/")[2])
        answer = client.post(path, SENT[walked[-1]])
        assert answer.status == 303
        path = answer.location

    assert walked == [step.slug for step in STEPS]
    assert values(database, who.ines) == FULL
    assert "C'est enregistré." in client.get("/mon-profil").text


def test_what_was_saved_survives_a_cut(app: Flask, database: Database, who: People) -> None:
    before = PageClient(app)
    before.sign_in(who.ines)
    for step in STEPS[:3]:
        before.post(f"/mon-profil/{step.slug}", SENT[step.slug])

    after = PageClient(app)
    after.sign_in(who.ines)
    summary, trip = after.get("/mon-profil"), after.get("/mon-profil/trajet")

    assert "6 réponses sur 13" in summary.text
    assert [link.get("href") for link in summary.find("a") if link.text == "Continuer mon profil"] == [
        "/mon-profil/experience"
    ]
    assert values_shown(trip) == {"commune": "Lens (62)", "distance": "30"}
    assert ticked(trip) == {("modes", "walk"), ("modes", "bus")}


def test_a_profile_not_begun_invites_to_begin(client: PageClient, who: People) -> None:
    client.sign_in(who.ines)

    page = client.get("/mon-profil")

    assert [link.get("href") for link in page.find("a") if link.text == "Commencer"] == ["/mon-profil/envies"]
    assert "Enregistré" not in client.get("/mon-profil/envies").text


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_each_page_shows_again_what_was_answered_and_takes_it_back_unchanged(
    client: PageClient, database: Database, who: People, step: Any
) -> None:
    begin(database, who.ines)
    count = answers(database)
    client.sign_in(who.ines)

    page = client.get(f"/mon-profil/{step.slug}")
    sent: dict[str, Any] = dict(values_shown(page))
    for name, value in ticked(page):
        sent.setdefault(name, []).append(value)
    chosen = [option.get("value") for option in page.find("option") if "selected" in option.attributes]
    answer = client.post(f"/mon-profil/{step.slug}", sent | ({"unit": chosen[0]} if chosen else {}))

    assert (answer.status, answer.location) == (303, "/mon-profil")
    assert values(database, who.ines) == FULL
    assert answers(database) == count


def test_the_same_page_sent_twice_is_kept_once(client: PageClient, database: Database, who: People) -> None:
    client.sign_in(who.ines)
    replies = [client.post("/mon-profil/trajet", SENT["trajet"]) for _ in range(2)]

    assert [reply.location for reply in replies] == ["/mon-profil/niveau"] * 2
    assert answers(database) == 3


def test_answers_that_say_none_are_shown_and_kept(client: PageClient, database: Database, who: People) -> None:
    nothing = full(experience=(), licences={}, contracts=frozenset(), avoided=frozenset(), limit=Limit(km=8))
    client.sign_in(who.ines)
    client.post("/mon-profil/trajet", SENT["trajet"] | {"distance": "8", "unit": "km"})
    client.post("/mon-profil/niveau", {"level": "cap", "licences": ["none"]})
    client.post("/mon-profil/experience", {"job_1": "", "months_1": "", "no_job": "y"})
    client.post("/mon-profil/horaires", {"contracts": ["any"], "hours": "any", "avoided": ["none"]})
    client.post("/mon-profil/debut", {"when": "now", "day": "", "housed": "no", "others": ""})

    kept = values(database, who.ines)
    assert [kept.limit, kept.licences, kept.experience, kept.contracts, kept.avoided] == [
        nothing.limit, nothing.licences, nothing.experience, nothing.contracts, nothing.avoided,
    ]  # fmt: skip
    assert kept.ready_if_housed is False
    assert ("housed", "no") in ticked(client.get("/mon-profil/debut"))
    assert ("licences", "none") in ticked(client.get("/mon-profil/niveau"))
    assert ("no_job", "y") in ticked(client.get("/mon-profil/experience"))
    assert {("contracts", "any"), ("avoided", "none")} <= ticked(client.get("/mon-profil/horaires"))


def test_now_said_again_on_another_day_is_the_same_answer(
    client: PageClient, database: Database, who: People, frozen_clock: Any
) -> None:
    client.sign_in(who.ines)
    client.post("/mon-profil/debut", {"when": "now", "day": "", "languages": ["français"], "others": ""})
    first, count = values(database, who.ines).start_on, answers(database)

    frozen_clock.shift(86_400 * 3)
    client.post("/mon-profil/debut", {"when": "now", "day": "", "languages": ["français"], "others": ""})

    assert (values(database, who.ines).start_on, answers(database)) == (first, count)


def test_skipping_leads_to_the_next_page_with_a_question(client: PageClient, database: Database, who: People) -> None:
    begin(database, who.ines, pages=(STEPS[1],))
    client.sign_in(who.ines)

    page = client.get("/mon-profil/envies")

    assert [a.get("href") for a in page.find("a") if a.text == "Je ne sais pas encore"] == ["/mon-profil/niveau"]


def test_one_more_row_keeps_what_was_typed_and_saves_nothing(
    client: PageClient, database: Database, who: People
) -> None:
    client.sign_in(who.ines)
    typed = {"wish_1": "cuisine", "wish_2": "vente", "plus": "1"}

    page = client.post("/mon-profil/envies", typed)

    assert page.status == 200
    assert values_shown(page) == {"wish_1": "cuisine", "wish_2": "vente", "wish_3": ""}
    assert answers(database) == 0


def test_a_fifth_row_is_the_last(client: PageClient, who: People) -> None:
    client.sign_in(who.ines)
    rows = {f"job_{place}": "vendanges" for place in range(1, 5)} | {f"months_{place}": "1" for place in range(1, 5)}

    page = client.post("/mon-profil/experience", rows | {"plus": "1"})

    assert "job_5" in values_shown(page)
    assert page.find("button", name="plus") == []


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_the_enter_key_sends_the_page_and_adds_nothing(client: PageClient, who: People, step: Any) -> None:
    client.sign_in(who.ines)

    page = client.post(f"/mon-profil/{step.slug}", {"commune": "saint denis", "plus": "1"})

    first = next(e for e in page.find("button") if not e.get("form"))
    assert (first.text, first.get("name")) == ("Continuer", "")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_each_box_tells_browsers_what_it_is_for(client: PageClient, who: People, step: Any) -> None:
    client.sign_in(who.ines)

    page = client.get(f"/mon-profil/{step.slug}")

    boxes = [box for box in page.find("input") if box.get("type") in ("text", "date")]
    tokens = {box.get("name"): box.get("autocomplete") for box in boxes}
    assert {name: token for name, token in tokens.items() if token != "off"} == (
        {"commune": "address-level2"} if step.slug == "trajet" else {}
    )
    assert [box.get("inputmode") for box in boxes if box.get("name") == "distance"] == (
        ["numeric"] if step.slug == "trajet" else []
    )


NIR_IN_WORDS = "mon numéro 1 85 05 78 006 084 91"
FAULTS: list[tuple[str, dict[str, Any], str, str]] = [
    ("envies", {"wish_1": " ", "wish_2": ""}, "wish_1", "Écris un travail qui te plairait, avec tes mots."),
    ("envies", {"wish_1": "x" * 101}, "wish_1", "C'est trop long. Écris 100 signes au plus."),
    ("envies", {"wish_1": "vente", "wish_2": NIR_IN_WORDS}, "wish_2", "Un numéro de sécurité sociale ne s'écrit pas"),
    ("envies", {"wish_1": "FR14 2004 1010 0505 0001 3M02 606"}, "wish_1", "Un numéro de compte bancaire ne"),
    ("trajet", {"commune": "Livein"}, "commune", "On ne trouve pas « Livein »."),
    ("trajet", {"commune": ""}, "commune", "Écris le nom de ta commune, ou son code postal."),
    ("trajet", {"distance": "pas trop"}, "distance", "Écris un nombre de minutes ou de kilomètres."),
    ("trajet", {"distance": "181"}, "distance", "C'est très long. Écris 180 minutes au plus."),
    ("trajet", {"distance": "999999", "unit": "km"}, "distance", "C'est très loin. Écris 200 km au plus."),
    ("trajet", {"modes": ["walk", "avion"]}, "modes", "avion"),
    ("niveau", {"licences": ["none", "B"]}, "licences", "Coche « Aucun », ou tes permis, mais pas les deux."),
    ("niveau", {"licences": ["B"], "in_progress": ["B"]}, "in_progress", "Le permis B est coché deux fois."),
    ("niveau", {"level": "doctorat"}, "level", "pas un choix valide"),
    ("experience", {"months_1": "longtemps"}, "months_1", "Écris une durée."),
    ("experience", {"months_1": "400 ans"}, "months_1", "Écris une durée."),
    ("experience", {"job_1": ""}, "job_1", "Écris ce que tu faisais."),
    ("experience", {"job_1": NIR_IN_WORDS}, "job_1", "Un numéro de sécurité sociale ne s'écrit pas"),
    ("experience", {"no_job": "y"}, "no_job", "Tu as écrit un travail. Décoche cette case, ou efface-le."),
    ("horaires", {"contracts": ["any", "cdi"]}, "contracts", "Coche « Peu importe », ou des contrats"),
    ("horaires", {"avoided": ["none", "night"]}, "avoided", "Coche « Tout me va », ou ce que tu refuses"),
    ("debut", {"day": ""}, "day", "Écris la date à partir de laquelle tu peux commencer."),
    ("debut", {"day": "demain"}, "day", "Écris une date avec le jour, le mois et l'année."),
    ("debut", {"day": "2026-11-23"}, "day", "Écris une date à venir, dans les deux ans."),
    ("debut", {"day": "2031-01-01"}, "day", "Écris une date à venir, dans les deux ans."),
    ("debut", {"others": NIR_IN_WORDS}, "others", "Un numéro de sécurité sociale ne s'écrit pas"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "change", "name", "sentence"), FAULTS)
def test_a_fault_is_said_first_and_nothing_is_lost(
    client: PageClient, database: Database, who: People, slug: str, change: dict[str, Any], name: str, sentence: str
) -> None:
    client.sign_in(who.ines)
    sent = SENT[slug] | ({"commune": "Lens (62)"} if slug == "trajet" else {}) | change

    page = client.post(f"/mon-profil/{slug}", sent)

    assert page.status == 422
    assert page.title.replace("\u00a0", " ").startswith("Erreur : ")
    assert page.text.count(sentence) == 2, "once in the summary, once at the field"
    assert page.text.index("à corriger") < page.text.index(page.h1.replace("\u00a0", " "))
    assert answers(database) == 0
    kept, written = values_shown(page), {box for box, text in sent.items() if isinstance(text, str)}
    assert {box: kept[box] for box in written & kept.keys()} == {box: sent[box] for box in written & kept.keys()}
    assert {(box, value) for box, value in ticked(page) if box != name} == {
        (box, value) for box in sent.keys() - kept.keys() - {name, "unit"} for value in _each(sent[box])
    }


def _each(sent: Any) -> list[str]:
    return sent if isinstance(sent, list) else [sent]


def test_a_page_sent_empty_says_what_to_do(client: PageClient, database: Database, who: People) -> None:
    client.sign_in(who.ines)

    page = client.post("/mon-profil/horaires", {})

    assert page.status == 422
    assert "Réponds à une question, ou touche « Je ne sais pas encore »." in page.text
    assert answers(database) == 0


def test_an_idea_for_the_commune_is_sent_with_one_tap(client: PageClient, database: Database, who: People) -> None:
    client.sign_in(who.ines)
    page = client.post("/mon-profil/trajet", SENT["trajet"] | {"commune": "saint-denis"})
    ideas = {button.text: button for button in page.find("button", name="commune-choix")}
    tapped = ideas["Saint-Denis (974)"]

    answer = client.post(
        "/mon-profil/trajet", SENT["trajet"] | {"commune": "saint-denis", tapped.get("name"): tapped.get("value")}
    )

    assert answer.status == 303
    assert values(database, who.ines).commune_code == "97411"


def test_a_counsellor_fills_the_profile_and_both_see_who_wrote(
    client: PageClient, app: Flask, database: Database, who: People
) -> None:
    client.sign_in(who.karim)
    base = f"/jeunes/{who.ines.id}/profil"
    begin(database, who.ines, pages=(STEPS[0],))

    page = client.get(f"{base}/niveau")
    answer = client.post(f"{base}/niveau", SENT["niveau"])

    assert "Vous remplissez le profil de Inès Marchal" in page.text
    assert answer.location == f"{base}/experience"
    assert values(database, who.ines).level == Level.CAP
    assert values(database, who.ines).licences == {Licence.AM: LicenceState.HAVE, Licence.B: LicenceState.IN_PROGRESS}
    assert "Noté aujourd'hui par vous" in client.get(base).text
    young = PageClient(app)
    young.sign_in(who.ines)
    assert "Noté aujourd'hui par Karim Haddad" in young.get("/mon-profil").text
    assert "Dit aujourd'hui" in young.get("/mon-profil").text


def test_the_summary_says_every_answer_in_words(client: PageClient, database: Database, who: People) -> None:
    begin(database, who.ines, values=full(experience=(Experience("serveuse", 18),)))
    client.sign_in(who.ines)

    text = client.get("/mon-profil").text

    for words in ("avec les animaux", "Lens (62)", "À pied, bus ou train, 30 min au plus", "CAP ou BEP",
                  "Permis AM, permis B en cours", "serveuse (1 an et demi)", "CDI, CDD",
                  "Temps plein ou partiel, pas la nuit",
                  "À partir du 1er décembre", "français", "Tout est rempli."):  # fmt: skip
        assert words in text
