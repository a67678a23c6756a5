"""What doctor thinks of what it sees, from the good to the dangerous."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from clicnjob.operations import findings
from clicnjob.operations.findings import Finding, State

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
GB = 1024**3


@pytest.mark.parametrize(
    ("finding", "state"),
    [
        (findings.of_environment(production=True, tls=True), State.OK),
        (findings.of_environment(production=True, tls=False), State.DANGER),
        (findings.of_environment(production=False, tls=False), State.LOOK),
        (findings.of_schema("0003", "0003"), State.OK),
        (findings.of_schema(None, "0003"), State.DANGER),
        (findings.of_schema("0002", "0003"), State.DANGER),
        (findings.of_schema("0004", "0003"), State.DANGER),
        (findings.of_communes(0), State.DANGER),
        (findings.of_communes(34_875), State.OK),
        (findings.of_admins(0), State.DANGER),
        (findings.of_admins(1), State.OK),
        (findings.of_folder("/srv", 0o40700, production=True), State.OK),
        (findings.of_folder("/srv", 0o40750, production=True), State.DANGER),
        (findings.of_folder("/srv", 0o40755, production=False), State.LOOK),
        (findings.of_disk(3 * GB), State.OK),
        (findings.of_disk(GB), State.LOOK),
        (findings.of_disk(GB // 10), State.DANGER),
        (findings.of_journal("wal"), State.OK),
        (findings.of_journal("delete"), State.DANGER),
        (findings.of_messages(3, configured=True), State.OK),
        (findings.of_messages(0, configured=False), State.LOOK),
        (findings.of_import(None, NOW), State.LOOK),
        (findings.of_import(NOW - timedelta(days=7), NOW), State.OK),
        (findings.of_import(NOW - timedelta(days=9), NOW), State.DANGER),
        (findings.of_pull(configured=True, installed=True), State.OK),
        (findings.of_pull(configured=False, installed=True), State.LOOK),
        (findings.of_pull(configured=True, installed=False), State.DANGER),
        (findings.of_backup(None, NOW, production=True), State.DANGER),
        (findings.of_backup(None, NOW, production=False), State.LOOK),
        (findings.of_backup(NOW - timedelta(hours=30), NOW, production=True), State.OK),
        (findings.of_backup(NOW - timedelta(days=3), NOW, production=True), State.DANGER),
    ],
)
def test_the_state_follows_what_is_seen(finding: Finding, state: State) -> None:
    assert finding.state is state


@pytest.mark.parametrize(
    ("found", "states"),
    [
        (findings.of_postgres(180_001, []), [State.OK]),
        (findings.of_regions([]), []),
        (findings.of_regions(["84"]), [State.DANGER]),
        (findings.of_inbox([]), []),
        (findings.of_inbox(["inbox/kelio/Rhône"]), [State.LOOK]),
        (findings.of_postgres(140_012, []), [State.DANGER]),
        (findings.of_postgres(150_018, ["pg_dump"]), [State.OK, State.DANGER]),
        (findings.of_tasks(2, 0, {}), [State.OK]),
        (findings.of_tasks(2, 1, {}), [State.DANGER]),
        (findings.of_tasks(0, 0, {"outbox.deliver": 3}), [State.OK, State.LOOK]),
    ],
)
def test_several_things_are_said_when_several_are_seen(found: list[Finding], states: list[State]) -> None:
    assert [finding.state for finding in found] == states


def test_what_is_not_well_says_what_to_do() -> None:
    assert findings.of_admins(0).todo == "Lancez : clicnjob admin create"


def test_tasks_given_up_are_named_with_their_number() -> None:
    assert "outbox.deliver (3)" in findings.of_tasks(0, 0, {"outbox.deliver": 3})[1].what
