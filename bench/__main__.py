"""Every figure, one bench after the other, each in a process of its own: python -m bench [FILE OF OFFERS]"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

# Those that read offers take the file; without one they invent their own.
BENCHES = {
    "bench.web": False,
    "bench.places": False,
    "bench.imports": True,
    "bench.search": False,
    "bench.ranking": True,
    "bench.report": False,
}


def main() -> int:
    """Run each bench that is here; the greatest of their exit codes."""
    given = sys.argv[1:]
    codes = [
        run(name, given if takes_file else []) for name, takes_file in BENCHES.items() if find_spec(name) is not None
    ]
    return max(codes)


def run(name: str, arguments: list[str]) -> int:
    """One bench, under its name: a process of its own, so that the memory it measures is its own."""
    print(f"\n{name}", flush=True)
    return subprocess.run([sys.executable, "-m", name, *arguments], check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
