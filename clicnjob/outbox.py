"""Messages to people: written as rows with the change that causes them, sent later, at least once, then blanked."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from urllib.parse import SplitResult, unquote, urlsplit

from sqlalchemy import Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from clicnjob import clock, tasks
from clicnjob.db import Base, Database, UtcDateTime, random_id, words_of
from config import LOOPBACK, Settings

DELIVER = "outbox.deliver"
SMTP_SECONDS = 30.0
UNCONFIGURED_WAIT = timedelta(hours=1)


class Channel(StrEnum):
    """The ways a message can leave."""

    EMAIL = "email"


class Message(Base):
    """A message. `sent_at` set: it has left, and its recipient and words are blank."""

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_message_sent_at", "sent_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=random_id)
    channel: Mapped[Channel] = mapped_column(words_of(Channel))
    recipient: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    dedup_key: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class UnsafeServer(Exception):
    """The mail server asks for a password without encryption."""


def post(session: Session, *, channel: Channel, recipient: str, subject: str, body: str, dedup_key: str) -> bool:
    """Write a message and the job that sends it, in the caller's transaction.

    `dedup_key` names the occasion ("appointment-reminder:<id>"), without personal data: it outlives the message.
    Returns False, writing nothing, when a message with this key was already written.
    """
    if session.scalar(select(Message.id).where(Message.dedup_key == dedup_key)):
        return False
    message = Message(
        channel=channel, recipient=recipient, subject=subject, body=body, dedup_key=dedup_key, created_at=clock.now()
    )
    session.add(message)
    session.flush()
    _ask(session, message.id)
    return True


def configured(settings: Settings) -> bool:
    """Whether e-mail can leave; until then messages wait."""
    return bool(settings.smtp_url and settings.mail_from)


def unsent(session: Session) -> int:
    """How many messages have not left yet."""
    return session.scalar(select(func.count()).select_from(Message).where(Message.sent_at.is_(None))) or 0


@tasks.outward(DELIVER)
def deliver(database: Database, settings: Settings, *, message_id: str) -> None:
    """Send one message, then blank it. Cut in between, it is sent again under the same Message-ID."""
    with database.read() as session:
        message = session.get(Message, message_id)
        if message is None or message.sent_at:
            return
        letter = compose(message, settings) if configured(settings) else None
    if letter:
        send(letter, settings.smtp_url)
    with database.write() as session:
        if letter:
            _blank(session, message_id)
        else:
            _ask(session, message_id, run_at=clock.now() + UNCONFIGURED_WAIT)


def compose(message: Message, settings: Settings) -> EmailMessage:
    """The e-mail of a message; the same message gives the same bytes, so that a second copy is known as one."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = settings.mail_from
    letter["To"] = message.recipient
    letter["Subject"] = message.subject
    letter["Date"] = format_datetime(message.created_at)
    digest = hashlib.sha256(message.dedup_key.encode()).hexdigest()[:32]
    letter["Message-ID"] = f"<{digest}@{urlsplit(settings.public_url).hostname}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.body)
    return letter


def _ask(session: Session, message_id: str, run_at: datetime | None = None) -> None:
    tasks.enqueue(session, DELIVER, {"message_id": message_id}, key=f"{DELIVER}:{message_id}", run_at=run_at)


def _blank(session: Session, message_id: str) -> None:
    if message := session.get(Message, message_id):
        message.recipient = message.subject = message.body = ""
        message.sent_at = clock.now()


def send(letter: EmailMessage, smtp_url: str) -> None:
    """Hand a letter to the mail server. Raises OSError or SMTPException when it does not take it, UnsafeServer."""
    address = urlsplit(smtp_url)
    with _connect(address) as server:
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
        server.send_message(letter)


def _connect(address: SplitResult) -> smtplib.SMTP:
    host = address.hostname or ""
    if address.scheme == "smtps":
        return smtplib.SMTP_SSL(host, address.port or 465, timeout=SMTP_SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(host, address.port or 587, timeout=SMTP_SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
    elif address.username and host not in LOOPBACK:
        server.close()
        raise UnsafeServer
    return server
