"""A commune typed freely gives its code, or says what was not understood and what could have been meant."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import DataRequired

from clicnjob.db import Database
from clicnjob.places import queries
from clicnjob.places.forms import CommuneField
from tests import builders
from tests.page import PageClient


class HomeForm(Form):
    commune = CommuneField("Ta commune", [DataRequired("Écris ta commune.")])


def sent(session: Session, **fields: str) -> HomeForm:
    """The form as the server has it after a person sent it."""
    builders.communes(session)
    form = HomeForm(MultiDict(fields))
    form.commune.catalogue = queries.catalogue(session)
    form.validate()
    return form


@pytest.mark.parametrize("typed", ["Lens", "lens", " LENS ", "Lens (62)", "62300", "62300 Lens"])
def test_a_name_or_a_postcode_gives_the_code(session: Session, typed: str) -> None:
    form = sent(session, commune=typed)

    assert (form.commune.code, form.commune.data, form.errors) == ("62498", "Lens (62)", {})


def test_a_misspelt_name_comes_back_with_ideas_to_tap(session: Session) -> None:
    form = sent(session, commune="Livein")

    assert form.commune.code is None
    assert form.commune.data == "Livein"
    assert form.commune.errors == ["On ne trouve pas «\u00a0Livein\u00a0»."]
    assert form.commune.ideas == [{"label": "Liévin (62)", "name": "commune-choix", "value": "62510"}]


def test_a_name_that_several_communes_bear_asks_which(session: Session) -> None:
    form = sent(session, commune="saint denis")

    assert form.commune.errors == ["Plusieurs communes vont avec «\u00a0saint denis\u00a0»."]
    assert {idea["label"] for idea in form.commune.ideas} == {"Saint-Denis (93)", "Saint-Denis (974)"}


def test_a_name_like_nothing_says_what_else_to_try(session: Session) -> None:
    form = sent(session, commune="zzzzzzz")

    assert form.commune.errors == ["On ne trouve pas «\u00a0zzzzzzz\u00a0». Le code postal marche aussi."]
    assert form.commune.ideas == []


def test_an_idea_that_was_tapped_is_the_answer(session: Session) -> None:
    form = sent(session, commune="saint denis", **{"commune-choix": "97411"})

    assert (form.commune.code, form.commune.data, form.errors) == ("97411", "Saint-Denis (974)", {})


def test_a_tapped_code_that_is_no_commune_is_ignored(session: Session) -> None:
    form = sent(session, commune="saint denis", **{"commune-choix": "99999"})

    assert form.commune.code is None
    assert form.commune.errors


def test_an_empty_box_says_to_write_and_has_no_idea(session: Session) -> None:
    form = sent(session, commune="  ")

    assert (form.commune.code, form.commune.errors, form.commune.ideas) == (None, ["Écris ta commune."], [])


def test_bound_to_a_code_it_shows_the_label(session: Session, app: Flask) -> None:
    builders.communes(session)
    form = HomeForm(data={"commune": "62498"})
    form.commune.catalogue = queries.catalogue(session)

    with app.test_request_context():
        box = form.commune()

    assert 'value="Lens (62)"' in box
    assert 'data-suggest="/communes"' in box


@pytest.mark.parametrize(
    ("typed", "labels"),
    [("le", ["Lens (62)"]), ("lievni", ["Liévin (62)"]), ("6230", ["Lens (62)"]), ("", []), ("  ", []), ("zzzzz", [])],
)
def test_names_come_while_one_types(client: PageClient, database: Database, typed: str, labels: list[str]) -> None:
    with database.write() as session:
        builders.communes(session)

    answer = client.get(f"/communes?q={typed}")

    assert (answer.status, json.loads(answer.html)) == (200, labels)
    assert answer.response.headers["Cache-Control"] == "private, max-age=86400"
