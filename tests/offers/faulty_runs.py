"""Commands run in forks of one process, which die at the step they are told to (JSON jobs on stdin, one a line).

The process that forks keeps no database open: a fork inherits neither a connection nor a lock.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import time_machine
from click.testing import CliRunner
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from clicnjob import clock
from clicnjob.cli import cli

FILE_EVENTS = {"open", "os.rename", "os.remove", "os.utime", "os.mkdir"}

# What may lack room: an embedded database, which gets no page more, or files, none of which may be larger than that.
PAGES, FILES = "pages", "files"
MOST_FILE_BYTES = 2_000_000


class Job(msgspec.Struct):
    """A command, its settings and hour; `die_at` counts steps from 1, 0 lets it live.
    `lacking` is what has no room: PAGES or FILES.

    One that is not run apart only warms the process that forks: what is read once is read by then.
    """

    arguments: list[str]
    environment: dict[str, str]
    now: str
    die_at: int = 0
    lacking: str = ""
    apart: bool = True


class Ended(msgspec.Struct):
    """How a command ended: its exit code, or minus the signal that ended it, what it said, and the steps it took."""

    code: int
    stdout: str = ""
    stderr: str = ""
    steps: list[str] = []


class Runner:
    """The near end of the process that forks."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def run(
        self,
        arguments: Sequence[object],
        environment: dict[str, str],
        die_at: int = 0,
        *,
        lacking: str = "",
        apart: bool = True,
    ) -> Ended:
        """Run one command to its end."""
        assert self._process.stdin
        assert self._process.stdout
        job = Job([str(one) for one in arguments], environment, clock.now().isoformat(), die_at, lacking, apart)
        self._process.stdin.write(msgspec.json.encode(job) + b"\n")
        self._process.stdin.flush()
        return msgspec.json.decode(self._process.stdout.readline(), type=Ended)


@contextmanager
def running() -> Iterator[Runner]:
    """A process that forks, ended with the block."""
    command = [sys.executable, "-m", "tests.offers.faulty_runs"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Runner(process)
        assert process.stdin
        process.stdin.close()


class _Steps:
    """Statements, commits and operations on the files of a folder, named as they come."""

    def __init__(self, folder: str, die_at: int) -> None:
        self.names: list[str] = []
        self._folder = folder
        self._die_at = die_at

    def watch(self) -> None:
        event.listen(Engine, "before_cursor_execute", self._on_statement)
        event.listen(Engine, "commit", lambda _connection: self._take("commit"))
        event.listen(Session, "after_commit", lambda _session: self._take("committed"))
        sys.addaudithook(self._on_audit)

    def _on_statement(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self._take(" ".join(statement.split()[:3]))

    def _on_audit(self, name: str, values: tuple[Any, ...]) -> None:
        if name in FILE_EVENTS and str(values[0]).startswith(self._folder):
            self._take(f"{name} {Path(values[0]).parent.name}")

    def _take(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)


def _forked(job: Job) -> Ended:
    near, far = os.pipe()
    child = os.fork()
    if not child:
        os.close(near)
        steps = _Steps(job.environment["CLICNJOB_DATA_DIR"], job.die_at)
        steps.watch()
        _limit(job.lacking)
        with open(far, "wb") as file:
            file.write(msgspec.json.encode(_run(job, steps.names)))
        os._exit(0)
    os.close(far)
    with open(near, "rb") as file:
        told = file.read()
    _, status = os.waitpid(child, 0)
    return Ended(-os.WTERMSIG(status)) if os.WIFSIGNALED(status) else msgspec.json.decode(told, type=Ended)


def _limit(lacking: str) -> None:
    if lacking == PAGES:
        # SQLite grants no less than the pages there are.
        event.listen(Engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
    if lacking == FILES:
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_FILE_BYTES, MOST_FILE_BYTES))


def _run(job: Job, steps: list[str]) -> Ended:
    with time_machine.travel(job.now, tick=False):
        result = CliRunner().invoke(cli, job.arguments, env=job.environment)
    broken = "" if result.exception is None else repr(result.exception)
    return Ended(result.exit_code, result.stdout, result.stderr + broken, steps)


if __name__ == "__main__":
    for line in sys.stdin.buffer:
        job = msgspec.json.decode(line, type=Job)
        sys.stdout.buffer.write(msgspec.json.encode(_forked(job) if job.apart else _run(job, [])) + b"\n")
        sys.stdout.buffer.flush()
