"""What the profiles refuse."""

from __future__ import annotations

from clicnjob.errors import Refusal


class PrivateNumberTyped(Refusal):
    """A social security or bank account number in a free text; `what` names it."""

    text = "Un {what} ne s'écrit pas ici\u00a0: ce site n'en a jamais besoin, et il doit rester secret. Efface-le."
