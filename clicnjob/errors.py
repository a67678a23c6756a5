"""Refusals: facts that stop an action, each with a French sentence for the screen."""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):
    """An action is refused. Subclasses give `text`, a French sentence with {named} places filled by the arguments."""

    text: ClassVar[str] = "Ce n'est pas possible."

    def __init__(self, **values: object) -> None:
        self.message = self.text.format(**values)
        super().__init__(self.message)


class Missing(Refusal):
    """The object does not exist, or not for who asks: the two answer alike (404)."""

    text = "Cette page n'existe pas."


class NotReady(Refusal):
    """The installation lacks something that an operator must bring first (503)."""

    text = "Le service n'est pas prêt."
