"""`python -m clicnjob` is the `clicnjob` command, where the package is not installed."""

from clicnjob.cli import main

main()
