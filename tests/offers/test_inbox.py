"""Files left for an import: which of them wait, and where they go."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from clicnjob import clock
from clicnjob.offers import inbox


def leave(
    folder: Path, name: str, content: bytes = b"x", *, source: str = "france-travail", minutes_ago: int = 5
) -> Path:
    """A file left some minutes ago for Auvergne-Rhône-Alpes."""
    path = folder / "inbox" / source / "84" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    moment = (clock.now() - timedelta(minutes=minutes_ago)).timestamp()
    os.utime(path, (moment, moment))
    return path


def names(folder: Path) -> list[tuple[str, str, list[str]]]:
    found = inbox.waiting(folder, clock.now(), inbox.QUIET)
    return [(one.source, one.region, [file.name for file in one.files]) for one in found]


def test_the_files_of_a_source_and_region_are_one_import(tmp_path: Path) -> None:
    for name in ("b.json", "a.json"):
        leave(tmp_path, name)
    leave(tmp_path, "c.csv", source="kelio")

    assert names(tmp_path) == [("france-travail", "84", ["a.json", "b.json"]), ("kelio", "84", ["c.csv"])]


def test_a_file_still_on_its_way_does_not_wait(tmp_path: Path) -> None:
    leave(tmp_path, "fresh.json", minutes_ago=0)
    leave(tmp_path, "half.json.part")
    leave(tmp_path, ".hidden")
    assert names(tmp_path) == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = leave(tmp_path, "a.json")
    (target.parent / "b.json").symlink_to("/etc/hostname")
    assert names(tmp_path) == [("france-travail", "84", ["a.json"])]


def test_a_file_set_aside_no_longer_waits_and_is_not_lost(tmp_path: Path) -> None:
    leave(tmp_path, "a.json")
    folder = inbox.set_aside(inbox.waiting(tmp_path, clock.now(), inbox.QUIET)[0])

    assert names(tmp_path) == []
    assert [path.name for path in folder.iterdir()] == ["a.json"]


def test_a_file_that_was_taken_is_removed(tmp_path: Path) -> None:
    path = leave(tmp_path, "a.json")
    inbox.forget(inbox.waiting(tmp_path, clock.now(), inbox.QUIET)[0])
    assert not path.exists()
