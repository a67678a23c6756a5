"""Terms of an offer said in its text: age, contract, season, lodging."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, Rule, fact
from clicnjob.text.french import MONTHS
from clicnjob.text.normalise import fold

_AGE = re.compile(
    r"(?:minimum|au moins|plus de|\bagee?s?\W{0,4}(?:de )?|age minimum|age requis|age de|\bavoir|a partir de|\bdes)\s*(?:de |d'|:|plus de |au moins )*\s*(1[6-9]|2[01])\s?ans"
    r"|(1[6-9]|2[01])\s?ans (?:minimum|revolus|et plus|obligatoire|mini\b|requis|au moins)|\betre majeure?\b|\bpersonnes? majeure?s?\b|majeure?\(?e?\)? (?:obligatoire|imperati|uniquement)|candidat\w* majeur|majorite (?:exigee|requise|obligatoire)|vous etes majeur"
)
_NO_AGE = re.compile(
    r"experience|existe|depuis|entreprise|societe|marche|enfants?|jeunes de|\bil y a\b|formation|contrat|permis a|public|moins de|residents?|eleves|adolescents?|beneficiaires"
)
_MONTH = rf"({'|'.join(fold(month) for month in MONTHS)})"
_DATES = re.compile(
    rf"(?:de|du|d'|a partir de|entre|debut|mi|fin|des|:)[ -]?(?:le |debut |mi[- ]|fin |\d{{1,2}}(?:er)? |\w+ )?{_MONTH}(?: (20\d\d))? ?(?:a|au|jusqu'a|jusqu'au|et|-|/)[ -](?:la )?(?:fin |mi[- ]|debut |\d{{1,2}}(?:er)? |septembre )?{_MONTH}(?: (20\d\d))?\b"
)
_SEASON = re.compile(r"saison|contrat|\bcdd\b|poste|emploi|mission|job|dates?|duree|periode")
_NOT_SEASON = re.compile(
    r"date limite|candidature|formation|stage|rentree|alternance|inscription|ouvert(?:ure)?\b.{0,20}au public|session"
)

_SELF_EMPLOYED = re.compile(
    r"auto[ -]?entrepreneu|micro[ -]?entrepr|statut (?:d'|de |: ?)?(?:independant|agent commercial|mandataire|vdi|liberal)|(?:agent|conseill)\w*(?:\(\w+\))?(?: \w+)?(?: \w+)? independante?|mandataires? (?:immobilier|independant)|\bvdi\b|\bou vdi|compose d\'independants|vendeu\w+ a domicile independant|(?:contrat de|\ben|:) franchise\b|franchise(?:\(?e?\)?) independant|devenir (?:franchise|(?:votre|son) propre patron)|location[ -]gerance|a (?:votre|ton|son) (?:propre )?compte\b|travailleur independant|remunere\w* (?:\w+ )?(?:a la|sur|en) commissions?\b|cree[rz] (?:votre|sa|leur) (?:propre )?(?:entreprise|agence|activite)|\bfreelances?\b|en (?:tant qu')?independant|droits? d'entree|apport personnel|votre propre (?:patron|boss)|contrat d'agent commercial|profession liberale exclusiv|gerant mandataire|gerance[ -]mandat|portage salarial"
)
_NOT_SELF_EMPLOYED = re.compile(
    r"clients?\b|clientele|accompagn\w+ (?:des|les|nos)|comptab|fiscal|portefeuille|pas de statut|salarie\w* et non|cabinet|(?:reseau|une|la|leader|enseigne|groupe|agences?) (?:\w+ )?(?:en |de |d'un )?franchise|immobilier en franchise"
)
_CONTRACTS = (
    (Contract.APPRENTICESHIP, re.compile(
        r"contrats? d'apprentissage|\ben (?:contrat )?(?:d')?apprentissage|\bl'apprentissage ou|(?:postes?|contrats?|offres?|recrut\w+|recherch\w+|formation|bts|bac|cap|master|licence|mba|but)(?: \S+){0,8} en alternance|rythme d'alternance|(?:recherch\w+|recrut\w+)(?: \S+){0,5} (?:apprentie?\b|alternante?\b)|\bfuture?(?:\(e\))? (?:alternant|apprenti)|^\W*apprentissage (?:de|du|en)\b|alternance (?:a pourvoir|de \d|basee|de 1|rentree)|contrat d'alternance|^\W*(?:apprentie?|alternante?|alternance)\b(?! en formation)|^.{0,40}\balternance\W*$"
    )),
    (Contract.PROFESSIONALISATION, re.compile(r"contrats? de professionnalisation|contrats? pro\b(?!fe)")),
    (Contract.SEASONAL, re.compile(
        r"contrats? (?:\w+ )?saisonnier|(?:emplois?|postes?|cdd|travail|job|missions?)(?: \w+)?(?: en)? saisonnier|\ben saisonnier|saisonnier(?:\(?e?\)?s?)? (?:recherche|pour|h/f|\(h)|job d'ete|(?:pour|recrut\w+|contrat de) (?:la |notre |cette )?(?:prochaine )?saison\b(?! (?:des|de (?:la mode|chasse)))(?! \w+ (?:culturelle|theatrale))|saison (?:d')?(?:ete|estivale|hiver|hivernale|20\d\d)|^\W*saisonnier"
    )),
    (Contract.INTERIM, re.compile(
        r"(?:contrats?|missions?|postes?|cdd|travail)\W{0,3}(?:en |d'|de type |temporaire en )?\W?interim\b|\ben interim (?:de|d'une|jusqu|pour|sur|a partir)|interim (?:de \d|jusqu|\d)|mission interimaire|contrat de travail temporaire|\binterim\W*$|en cdi interimaire"
    )),
    (
        Contract.INTEGRATION,
        re.compile(
            r"\bcddi\b|contrats? (?:a duree determinee )?d'insertion|\b(?:poste|contrat|structure|chantier|entreprise)s? (?:\w+ )?d'insertion(?! professionnelle)|insertion par l'activite economique|agrement iae|eligib\w+ (?:a l'|au |aux criteres )?(?:iae|insertion|siae)|pass iae"
        ),
    ),
    (
        Contract.SUBSIDISED,
        re.compile(
            r"contrats? aides?\b|parcours emploi competences|contrat pec\b|\ben pec\b|contrat unique d'insertion|\bcui(?:[- ](?:cie|cae))?\b|eligib\w+ (?:au |a un |aux )?(?:contrat aide|pec|cui)"
        ),
    ),
    (Contract.CIVIC_SERVICE, re.compile(r"(?:mission|contrat|en|volontaires?|offre)(?: \w+){0,2} service civique|^\W*service civique")),
)  # fmt: skip
_NOT_CONTRACT = re.compile(
    r"\bpas de\b|\bhors\b|stages?[,/ ]|experience|tuteur|tutorat|maitre d'apprentissage|encadr|nos alternants|former (?:les|des) appren|stagiaires|agence|cabinet|cdi, cdd|grille|alternance (?:de|entre)|produits de saison|menus? de saison|\bcdi/cdd"
)

_HOUSED = re.compile(
    r"(?:logement|hebergement|chambre|studio|mobil-home|appartement)s?(?: \w+){0,4}? (?:assure|possible|fourni|propose|sur place|gratuit|inclus|offert|a disposition|mis a|prevu|disponible)e?\b"
    r"|possibilites? (?:de |d'etre |d'un |d')?(?:loge|hebergement|hebergee?|logement)|\bloge(?:e|\(e\)|e?s)?\b.{0,3}(?:sur place|,? ?(?:et )?(?:/ ?)?nourri)|nourrie?s?\W{0,5}(?:et )?(?:blanchi\W{0,5})?loge|postes? (?:nourri \W?)?loge|avec (?:possibilite de )?logement|\bnon? ?loge$|logement de fonction|vous (?:serez|etes) loge"
)
_NOT_HOUSED = re.compile(
    r"aides? (?:au|pour le) logement|logements? social|action logement|non loge|pas de (?:possibilite de )?(?:logement|loge)|pas loge|recherche de logement|bailleur|fastt|sans (?:possibilite d[e'] ?)?(?:logement|hebergement)|entretien du logement|logements? (?:des|du|de) (?:resident|client|benefici)|d'urgence|donnees|serveur|web|heberges\b|personnes"
)


def read_age(clause: Clause) -> Iterator[Fact]:
    """The youngest age a clause asks for."""
    found = _AGE.search(clause.plain)
    if found and not _NO_AGE.search(clause.plain):
        yield fact(Kind.AGE, found[1] or found[2] or "18", Need.REQUIRED, 0.8, clause, found.start())


def read_contract(clause: Clause) -> Iterator[Fact]:
    """The contract a clause names."""
    if _NOT_CONTRACT.search(clause.plain):
        return
    for contract, pattern in _CONTRACTS:
        found = pattern.search(clause.plain)
        if found:
            yield fact(Kind.CONTRACT, str(contract), Need.STATED, 0.7, clause, found.start())


def read_own_account(clause: Clause) -> Iterator[Fact]:
    """Work on one's own account, whatever the field calls it."""
    found = _SELF_EMPLOYED.search(clause.plain)
    if found and not _NOT_SELF_EMPLOYED.search(clause.plain):
        yield fact(Kind.CONTRACT, str(Contract.SELF_EMPLOYED), Need.STATED, 0.7, clause, found.start())


def read_season(clause: Clause) -> Iterator[Fact]:
    """From which month to which: « 06/09 », with their years when both are given « 2026-12/2027-04 »."""
    found = _DATES.search(clause.plain)
    if found and _SEASON.search(clause.plain) and not _NOT_SEASON.search(clause.plain):
        yield fact(Kind.SEASON, _months(found), Need.STATED, 0.7, clause, found.start())


def read_housing(clause: Clause) -> Iterator[Fact]:
    """Lodging that comes with the post."""
    found = _HOUSED.search(clause.plain)
    if found and not _NOT_HOUSED.search(clause.plain):
        yield fact(Kind.HOUSING, "housed", Need.STATED, 0.75, clause, found.start())


def _months(found: re.Match[str]) -> str:
    first, last = (f"{_NUMBERS[found[place]]:02}" for place in (1, 3))
    if not found[4]:
        return f"{first}/{last}"
    year = int(found[2] or found[4]) - (0 if found[2] or first <= last else 1)
    return f"{year}-{first}/{found[4]}-{last}"


_NUMBERS = {fold(month): number for number, month in enumerate(MONTHS, 1)}
RULES = (
    Rule((" ans", "majeur", "majorite"), read_age),
    Rule(("alternan", "apprenti", "professionnalisation", "contrat pro", "contrats pro", "insertion", "iae", "cddi", "contrat aide", "contrats aides", "pec", "cui", "parcours emploi", "civique", "saison", "job d'ete", "interim", "temporaire"), read_contract),
    Rule(("independant", "entrepr", "mandat", "vdi", "franchise", "gerance", "compte", "commission", "freelance", "patron", "droit d'entree", "droits d'entree", "apport perso", "liberal", "portage", "agent commercial", "boss", "agence", "activite"), read_own_account),
    Rule(("janvier", "fevrier", "mars ", "avril", " mai ", "juin", "juillet", "aout", "mbre "), read_season),
    Rule(("log", "heberge", "nourri", "chambre", "studio", "mobil", "appartement"), read_housing),
)  # fmt: skip
