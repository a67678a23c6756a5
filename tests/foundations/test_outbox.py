"""Messages leave by a real conversation with a mail server, at least once, and are blank afterwards."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, text

from clicnjob import clock, outbox, tasks
from clicnjob.db import Database
from clicnjob.outbox import Channel, Message
from config import Settings
from tests.foundations import jobs, mail_server

SENDER = "ClicNJob <ne-pas-repondre@clicnjob.example>"


@pytest.fixture(autouse=True)
def server_clock(database: Database, frozen_clock: time_machine.Traveller) -> None:
    if (now := jobs.server_time(database)) is not None:
        frozen_clock.move_to(now, tick=False)


def write(database: Database, dedup_key: str = "rappel:1", body: str = "Tu as rendez-vous demain à 9 h.\n") -> bool:
    with database.write() as session:
        return outbox.post(
            session,
            channel=Channel.EMAIL,
            recipient="lea@exemple.example",
            subject="Ton rendez-vous à l'Île-d'Yeu",
            body=body,
            dedup_key=dedup_key,
        )


def with_mail(settings: Settings, port: int) -> Settings:
    return replace(settings, smtp_url=f"smtp://127.0.0.1:{port}", mail_from=SENDER)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def let_an_hour_pass(database: Database, frozen_clock: time_machine.Traveller) -> None:
    """Move our clock, or on PostgreSQL bring the appointments nearer."""
    if database.embedded:
        frozen_clock.shift(timedelta(hours=1))
        return
    with database.write() as session:
        session.execute(text("UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - interval '1 hour'"))


def only_message(database: Database) -> Message:
    with database.read() as session:
        return session.scalars(select(Message)).one()


def test_a_message_arrives_as_it_was_written(database: Database, settings: Settings) -> None:
    write(database)
    with mail_server.running() as server:
        tasks.run_due(database, with_mail(settings, server.port))
    (letter,) = server.letters
    assert letter["To"] == "lea@exemple.example"
    assert letter["From"] == SENDER
    assert letter["Subject"] == "Ton rendez-vous à l'Île-d'Yeu"
    assert letter.get_content().splitlines() == ["Tu as rendez-vous demain à 9 h."]


def test_a_message_that_left_is_blank(database: Database, settings: Settings) -> None:
    write(database)
    with mail_server.running() as server:
        tasks.run_due(database, with_mail(settings, server.port))
    message = only_message(database)
    assert message.sent_at is not None
    assert (message.recipient, message.subject, message.body) == ("", "", "")


def test_a_server_down_then_up_receives_exactly_one(
    database: Database, settings: Settings, frozen_clock: time_machine.Traveller
) -> None:
    write(database)
    port = free_port()
    assert tasks.run_due(database, with_mail(settings, port)) == tasks.Counters(retried=1)
    let_an_hour_pass(database, frozen_clock)
    with mail_server.running(port) as server:
        assert tasks.run_due(database, with_mail(settings, port)) == tasks.Counters(done=1)
        let_an_hour_pass(database, frozen_clock)
        assert tasks.run_due(database, with_mail(settings, port)) == tasks.Counters()
    assert len(server.letters) == 1


def test_a_message_sent_again_after_a_cut_line_is_known_as_the_same(
    database: Database, settings: Settings, frozen_clock: time_machine.Traveller
) -> None:
    write(database)
    with mail_server.running() as server:
        server.cut_lines = 1
        tasks.run_due(database, with_mail(settings, server.port))
        let_an_hour_pass(database, frozen_clock)
        tasks.run_due(database, with_mail(settings, server.port))
    first, second = server.letters
    assert first.as_bytes() == second.as_bytes()
    assert first["Message-ID"]


def test_an_occasion_writes_one_message(database: Database) -> None:
    assert write(database, dedup_key="rappel:1")
    assert not write(database, dedup_key="rappel:1")
    assert write(database, dedup_key="rappel:2")


def test_two_occasions_have_two_message_ids(database: Database, settings: Settings) -> None:
    write(database, dedup_key="rappel:1")
    write(database, dedup_key="rappel:2")
    with mail_server.running() as server:
        tasks.run_due(database, with_mail(settings, server.port))
    assert len({letter["Message-ID"] for letter in server.letters}) == 2


def test_a_message_rolled_back_is_never_sent(database: Database, settings: Settings) -> None:
    with database.write() as session:
        outbox.post(session, channel=Channel.EMAIL, recipient="x@y.example", subject="", body="", dedup_key="k")
        session.rollback()
    assert tasks.run_due(database, settings) == tasks.Counters()


def test_without_a_mail_server_messages_wait_without_being_given_up(
    database: Database, settings: Settings, frozen_clock: time_machine.Traveller
) -> None:
    write(database)
    for _ in range(tasks.ATTEMPTS + 1):
        assert tasks.run_due(database, settings) == tasks.Counters(done=1)
        let_an_hour_pass(database, frozen_clock)
    with mail_server.running() as server:
        tasks.run_due(database, with_mail(settings, server.port))
    assert len(server.letters) == 1


def test_a_password_is_not_given_to_a_server_without_encryption(settings: Settings) -> None:
    message = Message(recipient="a@b.example", subject="s", body="b", dedup_key="k", created_at=clock.now())
    letter = outbox.compose(message, replace(settings, mail_from=SENDER))
    # Any address but 127.0.0.1 counts as another machine; this one is the loopback all the same.
    with mail_server.running(host="127.0.0.2") as server, pytest.raises(outbox.UnsafeServer):
        outbox.send(letter, f"smtp://user:password@127.0.0.2:{server.port}")
    assert server.letters == []
