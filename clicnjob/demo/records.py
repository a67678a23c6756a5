"""The France Travail record of one invented offer: fields, codes and labels as the weekly files carry them."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from clicnjob.demo import pay
from clicnjob.demo.catalogue import Catalogue
from clicnjob.demo.conditions import Conditions
from clicnjob.demo.towns import Town, capital_label
from clicnjob.demo.wording import capital, description, title

Record = dict[str, Any]

CONTRACTS = {
    "CDI": ("CDI", "Contrat à durée indéterminée", "Contrat travail"),
    "CDD": ("CDD", "Contrat à durée déterminée - {months}", "Contrat travail"),
    "MIS": ("MIS", "Mission intérimaire - {months}", "Contrat travail"),
    "SAI": ("SAI", "Contrat travail saisonnier - {months}", "Contrat travail"),
    "ALT": ("CDD", "Contrat à durée déterminée - {months}", "Contrat apprentissage"),
    "LIB": ("LIB", "Profession libérale", "Emploi non salarié"),
    "INS": ("DDI", "CDD Insertion - {months}", "Insertion par l'activ.éco."),
}
TIMES = {
    "night": "Travail de nuit",
    "shifts": "Travail posté (2x8, 3x8, 5x8, etc.)",
    "weekend": "Travail samedi et dimanche",
    "split": "Travail en horaires fractionnés",
    "evening": "Travail en horaires décalés",
    "early": "Travail en horaires décalés",
    "saturday": "Travail le samedi",
    "outdoors": "En extérieur",
}
EXPERIENCE = {"D": "Débutant accepté", "S": "Expérience souhaitée", "E": "Expérience exigée"}
WORKER, CLERK = (
    (("1", "Manœuvre"), ("3", "Ouvrier qualifié (P1,P2)")),
    (("5", "Employé non qualifié"), ("6", "Employé qualifié")),
)
PARTNERS = ("Beffroi Emploi", "Les Offres du Coron", "Dunes et Métiers")
# Reserved for documentation (RFC 2606): no link of the demonstration leads to anyone.
SITE = "https://offres.example"
ID_PREFIXES, ID_LETTERS = 12, 26**4
MIXING = 2_654_435_761
PARTNER_IDS = 10_000_000


def offer_id(index: int, partner: bool) -> str:
    """A distinct identifier for each index: three digits and four letters, or seven digits for a partner's offer."""
    if partner:
        return f"{index * MIXING % PARTNER_IDS:07d}"
    prefix, number = divmod(index * MIXING % (ID_PREFIXES * ID_LETTERS), ID_LETTERS)
    letters = ""
    for _ in range(4):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return f"{198 + prefix}{letters}"


def record(rng: random.Random, catalogue: Catalogue, facts: Conditions, number: str) -> Record:
    """The record without its dates; fields are left out in the shares of real files."""
    trade = facts.trade
    openings = catalogue.employers.kinds[facts.kind].openings
    fields: Record = {
        "id": number,
        "intitule": title(rng, facts),
        "description": description(rng, catalogue.phrases, openings, facts),
        "lieuTravail": _place(rng, facts),
        "romeCode": trade.rome,
        "romeLibelle": trade.label,
        "appellationlibelle": trade.formal,
        "entreprise": {**({"nom": facts.employer} if facts.named else {}), "entrepriseAdaptee": False},
        **_contract(rng, facts),
        **_experience(facts),
        "nombrePostes": facts.posts,
        "accessibleTH": rng.random() < 0.05,
        "salaire": _salary(rng, facts),
        "origineOffre": _origin(facts, number),
    }
    for part in (_times(rng, facts), _demands(facts), _sector(rng, catalogue, facts), _skills(rng, catalogue, facts)):
        fields.update(part)
    return fields | _contact(rng, facts, number)


def dated(rng: random.Random, fields: Record, day: date, youngest: int, oldest: int) -> Record:
    """The record with its dates, seen on `day`: created `youngest` to `oldest` days before, refreshed since."""
    age = min(youngest + int(rng.expovariate(1 / 12)), oldest)
    if rng.random() < 0.02 and oldest > youngest:
        age = rng.randrange(200, 500)
    refreshed = age if rng.random() < 0.5 else rng.randint(0, age)
    created = _instant(rng, day - timedelta(days=age))
    updated = created if refreshed == age else _instant(rng, day - timedelta(days=refreshed))
    return {**fields, "dateCreation": created, "dateActualisation": updated}


def _instant(rng: random.Random, day: date) -> str:
    moment = datetime.combine(day, time(rng.randint(5, 8), rng.randint(0, 59), rng.randint(0, 59)), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{rng.choice((0, rng.randint(0, 999))):03d}Z"


def _place(rng: random.Random, facts: Conditions) -> Record:
    town = facts.town
    if facts.precision == "country":
        return {"libelle": "France"}
    if facts.precision == "region":
        return {"libelle": town.region_name}
    if facts.precision == "department":
        return {"libelle": f"{town.department} - {town.department_name}{rng.choice(('', ' (Dept.)'))}"}
    label = capital_label(town) if rng.random() < 0.6 else f"{town.department} - {town.name}"
    place = {"libelle": label, "codePostal": town.postcode, "commune": town.code}
    return place if facts.precision == "no_point" else {**place, **_point(rng, town)}


def _point(rng: random.Random, town: Town) -> Record:
    """The centre of the commune, or a spot within about a kilometre of it."""
    spread = rng.choice((0.0, 0.0, 0.009))
    return {
        "latitude": round(town.lat + rng.uniform(-spread, spread), 6),
        "longitude": round(town.lon + rng.uniform(-spread, spread), 6),
    }


def _contract(rng: random.Random, facts: Conditions) -> Record:
    code, label, nature = CONTRACTS[facts.contract]
    studied = facts.contract == "ALT"
    if studied and rng.random() < 0.1:
        nature = "Cont. professionnalisation"
    label = label.format(months=f"{facts.months} Mois")
    return {"typeContrat": code, "typeContratLibelle": label, "natureContrat": nature, "alternance": studied}


def _experience(facts: Conditions) -> Record:
    words = EXPERIENCE[facts.experience]
    if facts.experience != "D":
        years, months = divmod(facts.experience_months, 12)
        words += f" de {years} An(s)" if not months else f" de {facts.experience_months} Mois"
    return {"experienceExige": facts.experience, "experienceLibelle": words}


def _salary(rng: random.Random, facts: Conditions) -> Record:
    fields: Record = {}
    if facts.contract not in ("ALT", "LIB") and rng.random() < 0.6:
        fields["libelle"] = pay.as_field(rng, facts.pay, facts.hours)
    if rng.random() < 0.15:
        fields["complement1"] = rng.choice(("Primes", "Mutuelle", "Chèque repas", "Autre"))
    return fields


def _times(rng: random.Random, facts: Conditions) -> Record:
    if rng.random() > 0.7:
        return {}
    words = next((text for name, text in TIMES.items() if name in facts.schedule), "Travail en journée")
    full = facts.hours >= pay.FULL_WEEK
    hours = f"{facts.hours}H" if full else f"Temps partiel - {facts.hours}H"
    line = f"{hours}/semaine\n{words}" if rng.random() < 0.6 else f"{hours} {words}"
    fields: Record = {
        "dureeTravailLibelle": line,
        "dureeTravailLibelleConverti": "Temps plein" if full else "Temps partiel",
    }
    if rng.random() < 0.6:
        fields["contexteTravail"] = {"horaires": [line], "conditionsExercice": [words]}
    return fields


def _demands(facts: Conditions) -> Record:
    fields: Record = {}
    if facts.licence and facts.licence.in_field:
        fields["permis"] = [{"libelle": "B - Véhicule léger", "exigence": facts.licence.demand}]
    if facts.diploma and facts.diploma[1].in_field:
        diploma, asked = facts.diploma
        code = {"codeFormation": diploma.code} if diploma.code else {}
        fields["formations"] = [
            {**code, "domaineLibelle": diploma.domain, "niveauLibelle": diploma.level, "exigence": asked.demand}
        ]
    if facts.travel:
        fields |= {"deplacementCode": "4", "deplacementLibelle": "Quotidiens Zone départementale"}
    return fields


def _sector(rng: random.Random, catalogue: Catalogue, facts: Conditions) -> Record:
    fields: Record = {}
    if rng.random() < 0.8:
        kind = catalogue.employers.kinds[facts.kind]
        fields |= {"codeNAF": kind.naf, "secteurActivite": kind.naf[:2], "secteurActiviteLibelle": kind.sector}
    if rng.random() < 0.7:
        code, label = (WORKER if facts.trade.worker else CLERK)[facts.experience == "E"]
        fields |= {"qualificationCode": code, "qualificationLibelle": label}
    return fields


def _skills(rng: random.Random, catalogue: Catalogue, facts: Conditions) -> Record:
    fields: Record = {}
    if rng.random() < 0.5:
        tasks = rng.sample(facts.trade.tasks, 3)
        fields["competences"] = [{"libelle": capital(task), "exigence": rng.choice("SSE")} for task in tasks]
    if rng.random() < 0.2:
        chosen = rng.sample(catalogue.phrases.qualities, 2)
        fields["qualitesProfessionnelles"] = [
            {"libelle": one.libelle, "description": one.description} for one in chosen
        ]
    return fields


def _origin(facts: Conditions, number: str) -> Record:
    fields: Record = {"origine": "2" if facts.partner else "1", "urlOrigine": f"{SITE}/detail/{number}"}
    if facts.partner:
        name = PARTNERS[int(number) % len(PARTNERS)]
        fields["partenaires"] = [{"nom": name, "url": f"{SITE}/partenaire/{number}", "logo": f"{SITE}/logo.png"}]
    return fields


def _contact(rng: random.Random, facts: Conditions, number: str) -> Record:
    """How to apply: a link, or an invented person with an address and a number reserved for fiction."""
    share = rng.random()
    if facts.partner or share < 0.4:
        return {}
    if share < 0.8:
        link = f"{SITE}/postuler/{number}"
        return {"contact": {"nom": facts.employer, "coordonnees1": link, "urlPostulation": link}}
    phone = f"03 53 01 {rng.randrange(100):02d} {rng.randrange(100):02d}"
    name = f"{facts.employer} - {rng.choice(('Mme', 'M.'))} {facts.employer.split()[-1]}"
    return {
        "contact": {"nom": name, "coordonnees1": phone, "telephone": phone, "courriel": "embauche@entreprise.example"}
    }
