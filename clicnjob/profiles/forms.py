"""The forms of a profile, one a page: format only, and the passage between fields and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import BooleanField, DateField, Field, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from clicnjob import clock
from clicnjob.places.forms import CommuneField
from clicnjob.profiles.quantities import limit_in, months_in
from clicnjob.profiles.step_form import RowsForm, StepForm, alone, choices, free_text
from clicnjob.profiles.steps import Step
from clicnjob.profiles.values import (
    LONGEST_JOB,
    LONGEST_WISH,
    MOST_EXPERIENCES,
    MOST_KM,
    MOST_MINUTES,
    MOST_MONTHS,
    MOST_WISHES,
    Avoided,
    Contract,
    Experience,
    Hours,
    Level,
    Licence,
    LicenceState,
    Mode,
    ProfileValues,
)
from clicnjob.profiles.words import AVOIDED, CONTRACTS, HOURS, LANGUAGES, LEVELS, LICENCES, MODES
from clicnjob.text.french import months_in_words

# The choice that stands for « none of these » or « all of these ».
NONE = "none"
ANY = "any"
NOW, LATER = "now", "later"
YES, NO = "yes", "no"
FURTHEST_START = timedelta(days=730)


class WishesForm(RowsForm):
    """One to five wishes, the dearest first."""

    FEWEST = 2
    wish_1 = free_text("Envie 1", LONGEST_WISH, DataRequired("Écris un travail qui te plairait, avec tes mots."))
    wish_2 = free_text("Envie 2", LONGEST_WISH)
    wish_3 = free_text("Envie 3", LONGEST_WISH)
    wish_4 = free_text("Envie 4", LONGEST_WISH)
    wish_5 = free_text("Envie 5", LONGEST_WISH)

    @staticmethod
    def shown(known: ProfileValues) -> dict[str, Any]:
        return {f"wish_{place}": text for place, text in enumerate(known.wishes or (), start=1)}

    def every_row(self) -> Sequence[Sequence[Field]]:
        return [(self[f"wish_{place}"],) for place in range(1, MOST_WISHES + 1)]

    def answers(self) -> ProfileValues:
        texts = tuple(text for (field,) in self.every_row() if (text := (field.data or "").strip()))
        return ProfileValues(wishes=texts or None)


class TripForm(StepForm):
    """Where from, how, and how far."""

    commune = CommuneField(
        "Ta commune",
        [DataRequired("Écris le nom de ta commune, ou son code postal."), Length(max=100)],
        description="Là où tu dors le plus souvent. Le nom ou le code postal.",
    )
    modes = SelectMultipleField(
        "Comment tu te déplaces aujourd'hui\u00a0?", choices=choices(MODES), render_kw={"autocomplete": "off"}
    )
    distance = free_text("Ton trajet le plus long", 20, hint="Pour aller au travail.", inputmode="numeric")
    unit = SelectField("Minutes ou kilomètres", choices={"min": "minutes", "km": "kilomètres"}, default="min")

    @staticmethod
    def shown(known: ProfileValues) -> dict[str, Any]:
        limit = known.limit
        return {
            "commune": known.commune_code,
            "modes": known.modes,
            "distance": str(limit.minutes or limit.km) if limit else "",
            "unit": "km" if limit and limit.km else "min",
        }

    def validate_distance(self, field: Field) -> None:
        """A number within reason."""
        limit = limit_in(field.data or "", self.unit.data)
        if not limit and field.data and field.data.strip():
            raise ValidationError("Écris un nombre de minutes ou de kilomètres. Par exemple\u00a0:\u00a030.")
        if limit and (limit.minutes or 0) > MOST_MINUTES:
            raise ValidationError(f"C'est très long. Écris {MOST_MINUTES} minutes au plus.")
        if limit and (limit.km or 0) > MOST_KM:
            raise ValidationError(f"C'est très loin. Écris {MOST_KM}\u00a0km au plus.")

    def answers(self) -> ProfileValues:
        return ProfileValues(
            commune_code=self.commune.code,
            modes=frozenset(map(Mode, self.modes.data or [])) or None,
            limit=limit_in(self.distance.data or "", self.unit.data),
        )


class LevelForm(StepForm):
    """Level reached and driving licences."""

    level = RadioField("Ton niveau", [Optional()], choices=choices(LEVELS))
    licences = SelectMultipleField(
        "Les permis que tu as",
        [alone(NONE, "Coche «\u00a0Aucun\u00a0», ou tes permis, mais pas les deux.")],
        choices=choices(LICENCES, {NONE: "Aucun"}),
    )
    in_progress = SelectMultipleField("Les permis que tu passes en ce moment", choices=choices(LICENCES))

    @staticmethod
    def shown(known: ProfileValues) -> dict[str, Any]:
        kept = known.licences
        having = [name for name, state in (kept or {}).items() if state == LicenceState.HAVE]
        return {
            "level": known.level,
            "licences": [NONE] if kept == {} else having,
            "in_progress": [name for name in kept or {} if name not in having],
        }

    def validate_in_progress(self, field: Field) -> None:
        """A licence in the pocket is no longer being taken."""
        if twice := [name for name in field.data or [] if name in (self.licences.data or [])]:
            raise ValidationError(f"Le permis {twice[0]} est coché deux fois. Garde une seule des deux cases.")

    def answers(self) -> ProfileValues:
        having, taking = self.licences.data or [], self.in_progress.data or []
        kept = {Licence(name): LicenceState.HAVE for name in having if name != NONE}
        kept |= {Licence(name): LicenceState.IN_PROGRESS for name in taking}
        return ProfileValues(
            level=Level(self.level.data) if self.level.data else None,
            licences=kept if having or taking else None,
        )


def _job(place: int) -> Any:
    return free_text(f"Travail ou stage {place}", LONGEST_JOB)


def _months(_place: int) -> Any:
    return free_text("Pendant combien de temps", 40)


class ExperienceForm(RowsForm):
    """Jobs already done, each with its length; or none yet."""

    job_1, months_1 = _job(1), _months(1)
    job_2, months_2 = _job(2), _months(2)
    job_3, months_3 = _job(3), _months(3)
    job_4, months_4 = _job(4), _months(4)
    job_5, months_5 = _job(5), _months(5)
    no_job = BooleanField("Je n'ai pas encore travaillé")

    @staticmethod
    def shown(known: ProfileValues) -> dict[str, Any]:
        shown: dict[str, Any] = {"no_job": known.experience == ()}
        for place, done in enumerate(known.experience or (), start=1):
            shown |= {f"job_{place}": done.job, f"months_{place}": months_in_words(done.months)}
        return shown

    def every_row(self) -> Sequence[Sequence[Field]]:
        return [(self[f"job_{place}"], self[f"months_{place}"]) for place in range(1, MOST_EXPERIENCES + 1)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Each row needs both its parts."""
        valid = super().validate(extra_validators)
        faults = [fault for row in self.every_row() for fault in _row_faults(*row)]
        if self.no_job.data and any(self._done()):
            faults.append((self.no_job, "Tu as écrit un travail. Décoche cette case, ou efface-le."))
        for field, sentence in faults:
            field.errors = [sentence]
        return valid and not faults

    def answers(self) -> ProfileValues:
        done = tuple(self._done())
        return ProfileValues(experience=done if done or self.no_job.data else None)

    def _done(self) -> Iterator[Experience]:
        for job, months in self.every_row():
            if _filled(job) or _filled(months):
                yield Experience((job.data or "").strip(), months_in(months.data or "") or 0)


def _filled(field: Field) -> bool:
    return bool((field.data or "").strip())


def _row_faults(job: Field, months: Field) -> Iterator[tuple[Field, str]]:
    if _filled(months) and not _filled(job):
        yield job, "Écris ce que tu faisais. Par exemple\u00a0: stage en boulangerie."
    if _filled(job) and not 1 <= (months_in(months.data or "") or 0) <= MOST_MONTHS:
        yield months, "Écris une durée. Par exemple\u00a0: 2 mois, ou 3 semaines."


class HoursForm(StepForm):
    """Contracts, full or part time, nights and week-ends."""

    contracts = SelectMultipleField(
        "Les contrats qui te vont",
        [alone(ANY, "Coche «\u00a0Peu importe\u00a0», ou des contrats, mais pas les deux.")],
        choices=choices(CONTRACTS, {ANY: "Peu importe"}),
    )
    hours = RadioField("Ton temps de travail", [Optional()], choices=choices(HOURS))
    avoided = SelectMultipleField(
        "La nuit et le week-end",
        [alone(NONE, "Coche «\u00a0Tout me va\u00a0», ou ce que tu refuses, mais pas les deux.")],
        choices=choices(AVOIDED, {NONE: "Tout me va"}),
    )

    @staticmethod
    def shown(known: ProfileValues) -> dict[str, Any]:
        return {
            "contracts": [ANY] if known.contracts == frozenset() else known.contracts,
            "hours": known.hours,
            "avoided": [NONE] if known.avoided == frozenset() else known.avoided,
        }

    def answers(self) -> ProfileValues:
        contracts, avoided = self.contracts.data or [], self.avoided.data or []
        return ProfileValues(
            contracts=frozenset(Contract(one) for one in contracts if one != ANY) if contracts else None,
            hours=Hours(self.hours.data) if self.hours.data else None,
            avoided=frozenset(Avoided(one) for one in avoided if one != NONE) if avoided else None,
        )


class StartForm(StepForm):
    """From when, whether far from home, and the languages spoken at work."""

    when = RadioField("Tu peux commencer", [Optional()], choices={NOW: "Tout de suite", LATER: "Plus tard"})
    day = DateField(  # type: ignore[call-arg]  # the stubs do not know `invalid_value_message` yet
        "À partir du",
        [Optional()],
        invalid_value_message="Écris une date avec le jour, le mois et l'année.",
        render_kw={"autocomplete": "off"},
    )
    housed = RadioField(
        "Si l'employeur te loge, tu peux partir loin\u00a0?", [Optional()], choices={YES: "Oui", NO: "Non"}
    )
    languages = SelectMultipleField(
        "Les langues que tu parles assez bien pour travailler", choices={one: one.capitalize() for one in LANGUAGES}
    )
    others = free_text("D'autres langues", 100, hint="Sépare-les par une virgule.")

    @staticmethod
    def shown(known: ProfileValues) -> dict[str, Any]:
        later = known.start_on is not None and known.start_on > clock.today()
        spoken = known.languages or ()
        return {
            "when": None if known.start_on is None else (LATER if later else NOW),
            "day": known.start_on if later else None,
            "housed": {None: None, True: YES, False: NO}[known.ready_if_housed],
            "languages": [one for one in spoken if one in LANGUAGES],
            "others": ", ".join(one for one in spoken if one not in LANGUAGES),
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """« Later » needs its day; a day left empty passes its own checks."""
        valid = super().validate(extra_validators)
        if self.when.data == LATER and not any(self.day.raw_data or []):
            self.day.errors = ["Écris la date à partir de laquelle tu peux commencer."]
            return False
        return valid

    def validate_day(self, field: Field) -> None:
        """A day to come, within two years."""
        if field.data and not clock.today() <= field.data <= clock.today() + FURTHEST_START:
            raise ValidationError("Écris une date à venir, dans les deux ans.")

    def answers(self) -> ProfileValues:
        spoken = [*(self.languages.data or []), *re.split(r"[,;/]", (self.others.data or "").lower())]
        return ProfileValues(
            start_on=self._start(),
            ready_if_housed=self.housed.data == YES if self.housed.data else None,
            languages=tuple(filter(None, map(str.strip, spoken))) or None,
        )

    def _start(self) -> date | None:
        if self.when.data == LATER:
            day: date | None = self.day.data
            return day
        if self.when.data != NOW:
            return None
        # « Tout de suite » said again is the same answer: it keeps the day when it was first said.
        before, today = self.known.start_on, clock.today()
        return before if before and before <= today else today


FORMS: dict[str, type[StepForm]] = {
    "envies": WishesForm,
    "trajet": TripForm,
    "niveau": LevelForm,
    "experience": ExperienceForm,
    "horaires": HoursForm,
    "debut": StartForm,
}


def form_of(step: Step, known: ProfileValues) -> StepForm:
    """The form of a page, bound to the request, showing what is known already."""
    kind = FORMS[step.slug]
    form = kind(data=kind.shown(known))
    form.known = known
    return form
