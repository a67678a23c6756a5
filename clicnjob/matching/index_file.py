"""Arrays in one file, mapped in memory when it is read: a cache that any node can make again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"clicnjob-index-1\n"
ALIGNED = 64
Arrays = dict[str, NDArray[Any]]


class DamagedIndex(Exception):
    """The file is not whole, or is of another time: it is made again."""


def write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the arrays under this name at once: who reads sees the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    entries: dict[str, dict[str, Any]] = {}
    start, digest = 0, hashlib.blake2b(digest_size=16)
    flat = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    for name, array in flat.items():
        entries[name] = {"dtype": array.dtype.str, "shape": array.shape, "start": start}
        start = _aligned(start + array.nbytes)
        digest.update(array.tobytes())
    head = json.dumps({"arrays": entries, "bytes": start, "digest": digest.hexdigest()}).encode() + b"\n"
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(MAGIC + head)
            body = _aligned(file.tell())
            for name, array in flat.items():
                file.seek(body + entries[name]["start"])
                file.write(array.tobytes())
            file.truncate(body + start)
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:  # half a file would only fill a full disk
            Path(file.name).unlink(missing_ok=True)
            raise


def read(path: Path) -> Arrays:
    """The arrays of a file, mapped read-only. Raises DamagedIndex for a file that is cut, changed, or no index."""
    try:
        with path.open("rb") as file:
            if file.readline(len(MAGIC)) != MAGIC:
                raise DamagedIndex(path.name)
            head = json.loads(file.readline())
            body = _aligned(file.tell())
        if path.stat().st_size != body + head["bytes"]:
            raise DamagedIndex(path.name)
        mapped = np.memmap(path, np.uint8, "r", body) if head["bytes"] else np.zeros(0, np.uint8)
        arrays = {name: _array(mapped, entry) for name, entry in head["arrays"].items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndex(path.name) from error
    digest = hashlib.blake2b(digest_size=16)
    for array in arrays.values():
        digest.update(np.ascontiguousarray(array).tobytes())
    if digest.hexdigest() != head["digest"]:
        raise DamagedIndex(path.name)
    return dict(arrays)


def _array(mapped: NDArray[np.uint8], entry: dict[str, Any]) -> NDArray[Any]:
    kind, shape = np.dtype(entry["dtype"]), tuple(entry["shape"])
    size = kind.itemsize * int(np.prod(shape))
    array: NDArray[Any] = mapped[entry["start"] : entry["start"] + size].view(kind).reshape(shape)
    return array


def text(values: Sequence[str]) -> NDArray[np.uint8]:
    """Names without a line break, as bytes."""
    return np.frombuffer("\n".join(values).encode(), dtype=np.uint8)


def names(array: NDArray[Any]) -> tuple[str, ...]:
    """The names these bytes hold."""
    written = array.tobytes().decode()
    return tuple(written.split("\n")) if written else ()


def _aligned(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED
