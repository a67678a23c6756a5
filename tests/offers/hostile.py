"""Files made to harm, by what they try, and the reading of one in a process whose memory and time are bounded."""

from __future__ import annotations

import gzip
import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.offers.made import lines, record

MEGA = 1_000_000
MOST_MEMORY = 512 * MEGA
MOST_SECONDS = 60
MOST_BYTES = 60 * MEGA

XML = b"<jobs><job><job_id>1</job_id><company_title>A</company_title><title>B</title><description>"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE jobs [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>' + XML + b"&c;</description></job></jobs>"
)
ELSEWHERE = b'<!DOCTYPE jobs [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + XML + b"&x;</description></job></jobs>"


def zipped(name: str = "offres.json", content: bytes = b"", **changes: int) -> bytes:
    """A ZIP of one file; `changes` are attributes of its entry."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    for key, value in changes.items():
        setattr(entry, key, value)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, content or lines([record()]))
    return out.getvalue()


def zipped_all(files: dict[str, bytes]) -> bytes:
    """A ZIP of these files, by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def many_zipped(count: int) -> bytes:
    """A ZIP of that many small files."""
    return zipped_all({f"{number}.json": b"{}" for number in range(count)})


def encrypted() -> bytes:
    """A ZIP that says it is protected."""
    content = bytearray(zipped())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


# What each file tries, as large as the limit lets it be: they are made when they are asked for.
HEAVY: dict[str, Callable[[], bytes]] = {
    "brackets without end": lambda: b"[" * 50 * MEGA,
    "an offer of brackets": lambda: b'{"resultats": [' + b"[" * 50 * MEGA,
    "keys without end": lambda: b'{"a":' * 10 * MEGA,
    "a text without end": lambda: b'{"resultats": [{"intitule": "' + b"x" * 50 * MEGA,
    "a number without end": lambda: b'{"resultats": [{"intitule": ' + b"9" * 50 * MEGA,
    "an offer of small lists": lambda: b'{"resultats": [{"intitule": [' + b"[]," * 16 * MEGA + b"1]}]}",
    "a list of nothing": lambda: b"[" + b"0," * 2 * MEGA + b"0]",
    "backslashes": lambda: b'[{"intitule": "' + b"\\" * 50 * MEGA,
    "half letters": lambda: b'[{"intitule": "' + b"\\ud800" * 150_000 + b'"}]',
    "one long line": lambda: b'{"intitule": "a"}\n' + b"x" * 50 * MEGA,
    "empty lines": lambda: b'{"intitule": "a"}\n' + b"\n" * 5 * MEGA,
    "elements without end": lambda: b"<jobs>" + b"<a>" * 16 * MEGA,
    "names without end": lambda: b"<jobs>" + b"".join(b"<a%d/>" % number for number in range(4 * MEGA)),
    "an attribute without end": lambda: b'<jobs a="' + b"x" * 50 * MEGA,
    "a comment without end": lambda: b"<jobs><!--" + b"x" * 50 * MEGA,
    "a record of empty elements": lambda: b"<jobs><job>" + b"<a/>" * 12 * MEGA + b"</job></jobs>",
    "a record of text": lambda: XML + b"x" * 50 * MEGA + b"</description></job></jobs>",
    "text outside records": lambda: b"<jobs>" + b"x" * 50 * MEGA + b"</jobs>",
    "entities in entities": lambda: LAUGHS,
    "scripts without end": lambda: b"<html>" + b"<script type=application/ld+json " * 500_000,
    "a page of openings": lambda: b"<html>" + b"<script type=application/ld+json>" * 480_000,
    "a comment before a page": lambda: b"<!--" * 12 * MEGA,
    "a packed bomb": lambda: gzip.compress(b"[" + b" " * 1000 * MEGA, 1),
    "a zipped bomb": lambda: zipped(content=b"[" + b" " * 400 * MEGA),
    "a crowd of files": lambda: many_zipped(60_000),
    "a table of separators": lambda: b"id;intitule;description\n" + b";" * 50 * MEGA,
    "a table of quotes": lambda: b'id;intitule;description\n"' * 200_000,
    "zeros": lambda: b"\0" * 50 * MEGA,
}

_READ = """
import sys
from pathlib import Path
from clicnjob.offers.errors import UnreadableFile
from clicnjob.offers.sources import formats
from clicnjob.offers.sources.reading import GivenFile
try:
    print("read", sum(1 for _ in formats.read(GivenFile(Path(sys.argv[1]), "envoi"), int(sys.argv[2]))))
except UnreadableFile as refusal:
    print(type(refusal).__name__, refusal.message)
"""


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def read_apart(file: Path) -> str:
    """What reading a file says, in a process that may use 512 MB of addresses and a minute of the processor."""
    command = [sys.executable, "-c", _READ, str(file), str(MOST_BYTES)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=_bound, check=False)
    assert done.returncode == 0, done.stderr[-500:] or done.returncode
    return done.stdout
