"""What the demonstration refuses."""

from __future__ import annotations

from clicnjob.errors import Refusal


class NotForProduction(Refusal):
    """The sign-ins of the demonstration are public: it is made only where nobody else can reach it."""

    text = (
        "La démonstration ne se crée que pour essayer, sur cette machine : ses mots de passe sont connus de tous. "
        "Ici, le service est en production ou ouvert au réseau. Retirez CLICNJOB_ENV et CLICNJOB_HOST, "
        "ou choisissez une autre base avec CLICNJOB_DATABASE_URL."
    )


class NotADemonstration(Refusal):
    """The database holds somebody's real work."""

    text = (
        "Cette base contient déjà {what}, qui n'appartient pas à la démonstration. Rien n'a été changé. "
        "Choisissez une base vide avec CLICNJOB_DATABASE_URL, ou un autre dossier avec CLICNJOB_DATA_DIR."
    )
