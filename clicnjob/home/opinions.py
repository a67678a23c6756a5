"""The words of what is said of offers: reasons to choose from, what each changes, and what was said read over."""

from __future__ import annotations

from dataclasses import dataclass

from clicnjob.matching.values import Why


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the word of its form, its button, what it changes, its drawing, and the profile page it may touch."""

    why: Why
    slug: str
    label: str
    note: str
    icon: str
    short: str
    effect: str = ""
    page: str = ""
    page_label: str = ""


REASONS = (
    Reason(
        Why.TOO_FAR, "trop-loin", "C'est trop loin", "Les offres plus proches passeront devant.", "route", "trop loin",
        "Les offres aussi loin descendent dans la liste.", "trajet", "Changer la limite de trajet",
    ),
    Reason(
        Why.OTHER_JOB, "metier", "Ce n'est pas ce métier", "Les offres de ce métier descendront.", "offers",
        "pas ce métier", "Les offres de ce métier descendent dans la liste.", "envies", "Changer les envies",
    ),
    Reason(
        Why.HOURS, "horaires", "Les horaires ne vont pas", "On demandera lesquels.", "clock", "horaires",
        "", "horaires", "Dire les horaires voulus",
    ),
    Reason(
        Why.CONTRACT, "contrat", "Le contrat ne va pas", "On demandera lesquels.", "contract", "contrat",
        "", "horaires", "Dire les contrats voulus",
    ),
    Reason(
        Why.ASKED, "demande", "On demande un permis ou un diplôme", "À dire dans le profil.", "card",
        "permis ou diplôme", "", "niveau", "Dire les permis et le niveau",
    ),
    Reason(Why.DONE, "deja", "Déjà vue, ou déjà postulé", "On la range à part.", "check", "déjà vue"),
    Reason(Why.OTHER, "autre", "Une autre raison", "On la range à part.", "pencil", "autre raison"),
)  # fmt: skip
BY_SLUG = {reason.slug: reason for reason in REASONS}
BY_WHY = {reason.why: reason for reason in REASONS}
