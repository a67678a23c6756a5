"""The server as a process: it answers, and ends when asked to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from waitress import create_server

from clicnjob.cli import SERVER
from clicnjob.db import Database


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture
def environment(embedded: Database, tmp_path: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "CLICNJOB_DATABASE_URL": f"sqlite:///{embedded.path}",
        "CLICNJOB_DATA_DIR": str(tmp_path / "data"),
        "CLICNJOB_PORT": str(port),
    }


def start(environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "clicnjob", "serve"], env=environment, stderr=subprocess.PIPE, text=True
    )


def test_the_server_answers_and_ends_when_asked_to(environment: dict[str, str], port: int) -> None:
    with start(environment) as server:
        assert server.stderr is not None
        assert server.stderr.readline() == f"ClicNJob répond sur http://127.0.0.1:{port}\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sante") as answer:
            assert answer.read() == b'{"etat":"ok"}\n'
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0


def test_a_port_already_taken_is_said_in_words(environment: dict[str, str], port: int) -> None:
    with socket.create_server(("127.0.0.1", port)), start(environment) as server:
        assert server.wait(30) == 2
        assert server.stderr is not None
        assert "Donnez un autre port dans CLICNJOB_PORT" in server.stderr.read()


def test_the_server_hands_on_what_a_relay_says() -> None:
    def echo(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        start_response("200 OK", [])
        return [environ["HTTP_X_FORWARDED_FOR"].encode()]

    server = create_server(echo, host="127.0.0.1", port=0, **SERVER)
    thread = threading.Thread(target=server.run)
    thread.start()
    relayed = urllib.request.Request(
        f"http://127.0.0.1:{server.effective_port}/", headers={"X-Forwarded-For": "203.0.113.7"}
    )
    with urllib.request.urlopen(relayed) as answer:
        assert answer.read() == b"203.0.113.7"
    # Closed by its own thread: closed from another, its loop may wait on a socket that is gone.
    server.trigger.pull_trigger(server.close)
    thread.join()
