"""The health address: two words, no figure."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import text

from clicnjob.app import create_app
from clicnjob.db import Database
from config import Settings


def test_a_sound_service_says_so(app: Flask) -> None:
    answer = app.test_client().get("/sante")
    assert (answer.status_code, answer.get_json()) == (200, {"etat": "ok"})


def test_a_database_at_another_schema_is_not_sound(app: Flask, database: Database) -> None:
    with database.write() as session:
        before = session.scalar(text("SELECT version_num FROM alembic_version"))
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    answer = app.test_client().get("/sante")
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :before"), {"before": before})
    assert (answer.status_code, answer.get_json()) == (503, {"etat": "en panne"})


def test_a_database_that_does_not_answer_is_not_sound(settings: Settings) -> None:
    nobody = Database("postgresql+psycopg://nobody@127.0.0.1:1/none")
    answer = create_app(settings, nobody).test_client().get("/sante")
    assert (answer.status_code, answer.get_json()) == (503, {"etat": "en panne"})
