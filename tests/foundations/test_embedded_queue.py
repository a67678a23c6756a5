"""Leases of the queue kept in SQLite: one runner a job, and one effect."""

from __future__ import annotations

import pytest
import time_machine

from clicnjob import embedded_queue, tasks
from clicnjob.db import Database
from config import Settings
from tests.foundations import jobs

SETTINGS = Settings.from_env({"CLICNJOB_ENV": "test", "CLICNJOB_SECRET_KEY": "a secret for tests only, long enough"})


@pytest.fixture(autouse=True)
def one_job(embedded: Database) -> None:
    jobs.ask(embedded)


def test_two_claimers_do_not_get_the_same_job(embedded: Database) -> None:
    assert embedded_queue.claim_next(embedded) is not None
    assert embedded_queue.claim_next(embedded) is None


def test_a_job_is_claimed_again_when_its_lease_has_ended(
    embedded: Database, frozen_clock: time_machine.Traveller
) -> None:
    embedded_queue.claim_next(embedded)
    frozen_clock.shift(embedded_queue.LEASE)
    claim = embedded_queue.claim_next(embedded)
    assert claim is not None
    assert claim.attempts == 2


def test_a_runner_that_comes_after_its_lease_leaves_no_effect(
    embedded: Database, frozen_clock: time_machine.Traveller
) -> None:
    slow = embedded_queue.claim_next(embedded)
    frozen_clock.shift(embedded_queue.LEASE)
    assert tasks.run_due(embedded, SETTINGS).done == 1
    assert slow is not None
    embedded_queue.run(embedded, SETTINGS, slow, tasks.Counters())
    assert jobs.rows(embedded) == 1
