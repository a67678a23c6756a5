"""One run of the queue in a process of its own, which its job may end (arguments: database address, instant)."""

from __future__ import annotations

import sys
from datetime import datetime

import time_machine

from clicnjob import tasks
from clicnjob.db import Database
from config import Settings
from tests.foundations import jobs

if __name__ == "__main__":
    url, instant = sys.argv[1:]
    settings = Settings.from_env({"CLICNJOB_ENV": "test", "CLICNJOB_SECRET_KEY": jobs.__name__ * 2})
    with time_machine.travel(datetime.fromisoformat(instant), tick=False):
        tasks.run_due(Database(url), settings)
