"""Money asked of who applies, and numbers that cost more than a call (L5321-3, L5331-1, L5331-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.contracts import Contract
from clicnjob.offers.lawful.concern import Code, Concern, concern
from clicnjob.offers.prose.clauses import Clause, Text

_SUM = r"\d+(?:[ ,.]\d+)? ?(?:€|euros?\b|eur\b)"
_YOURS = r"(?:a (?:votre|ta) (?:charge|frais)|a vos frais|a tes frais|a la charge d[ue](?:s)? (?:candidat|salarie|stagiaire)\w*|payables? par (?:le candidat|vous|vos soins)|par vos soins|par tes soins)"
# Asked of anybody, on their own account or not.
_ALWAYS = (
    rf"\b(?:mandat|virement|versement|transfert|coupons?|western union|pcs|paysafe\w*|transcash)\b[^.\n]{{0,40}}{_SUM}[^.\n]{{0,60}}(?:contrat|embauche|dossier|candidature|poste|reserv)|(?:valider|confirmer|finaliser|reserver)[^.\n]{{0,40}}(?:embauche|candidature|contrat|place|poste)[^.\n]{{0,40}}(?:virement|mandat|versement|versez|payez|reglez)[^.\n]{{0,30}}{_SUM}"
    rf"|\bacces (?:a|aux?)\b[^.\n]{{0,40}}(?:offres|postes|annonces|liste)[^.\n]{{0,40}}(?:{_SUM}|payant)|\babonn\w+[^.\n]{{0,40}}{_SUM}[^.\n]{{0,80}}(?:coordonnees|offres|annonces|employeur|postes)|\bfrais de (?:dossier|candidature|recrutement)[^.\n]{{0,40}}{_SUM}"
)
_EMPLOYED = (
    rf"\bformations?\b[^.\n]{{0,40}}\bpayante|\b(?:formations?|kits?|frais (?:d'inscription|de dossier|d'adhesion|de formation)|inscription|mallette)\b[^.\n]{{0,60}}{_YOURS}|\b(?:materiel|equipement|outillage|tenue|uniforme|stock)\b[^.\n]{{0,20}}{_SUM}[^.\n]{{0,40}}(?:{_YOURS}|a acheter)"
    rf"|\bfrais (?:d'inscription|d'adhesion|administratifs|d'entree)\b[^.\n]{{0,40}}{_SUM}|{_SUM}[^.\n]{{0,20}}\bfrais (?:d'inscription|de dossier|d'adhesion|administratifs)"
    rf"|\b(?:vous achetez|vous devr?ez acheter|achat obligatoire|votre achat|a acheter|acquerir)\b[^.\n]{{0,40}}(?:kit|pack|mallette|coffret|materiel|marchandise|stock)[^.\n]{{0,40}}{_SUM}"
    rf"|\b(?:caution|depot(?: de garantie)?|garantie)\b[^.\n]{{0,20}}{_SUM}[^.\n]{{0,40}}(?:demand|exig|vers|regl|reclam)|\b(?:vous devr?ez|il faudra|il faut|vous aurez a|devra) (?:payer|verser|regler|avancer|investir|deposer)[^.\n]{{0,20}}{_SUM}"
    rf"|\bformations?\b[^.\n]{{0,40}}(?:coute|au prix de|d'un montant de|facturee?)[^.\n]{{0,20}}{_SUM}[^.\n]{{0,60}}(?:{_YOURS}|par le candidat|a regler|a payer|avant)"
)
_FREE = re.compile(
    r"\b(?:aucune?|sans|pas de|zero|0 ?€)\b[^.\n]{0,20}(?:frais|caution|cout|depot|avance)|gratuit|offerte?s?\b|pris(?:e?s?) en charge|rembours|financ|restitu|encaiss|vous (?:traitez|suivez|gerez|percevez)|\blogement|\bbadge|locat|chantiers?\b|budget|devis"
)
_SMS = r"\b(?:sms|texto|message)\b[^.\n]{0,40}\bau [4-8]\d ?\d{3}\b"
_PREMIUM = re.compile(
    rf"(?<![\d.,])(?:0|\+ ?33 ?)[ .-]?8[ .-]?[129](?:[ .-]?\d){{7}}(?![ .-]?\d)|{_SUM} ?(?:ttc )?(?:/|par|la|l'|de l')? ?(?:min\b|minute|appel\b|sms\b)|\bnumero (?:surtaxe|payant)|{_SMS}"
)
_ALWAYS_ASKED = re.compile(_ALWAYS)
_ASKED = re.compile(f"{_ALWAYS}|{_EMPLOYED}")
# A sum, the sign of the euro being a space in plain text; and what asks for money without naming one.
SIGNS = re.compile(
    r"\d (?=\W)|\d ?eur|a (?:votre|ta|la) charge|payant|payable|par (?:vos|tes) soins|a (?:vos|tes) frais|\b0[ .-]?8[ .-]?[129]|\+ ?33|\bsms|texto|surtaxe"
)


def read(text: Text, contract: Contract) -> Iterator[Concern]:
    """What a text asks to pay. Who works on their own account may buy what they work with."""
    asked = _ALWAYS_ASKED if contract == Contract.SELF_EMPLOYED else _ASKED
    for clause in text.with_any(SIGNS):
        priced = _priced(clause)
        dear = _PREMIUM.search(priced)
        if dear:
            yield concern(Code.PREMIUM, clause, dear.start())
        found = asked.search(priced)
        if found and not _FREE.search(priced):
            yield concern(Code.FEES, clause, found.start())


def _priced(clause: Clause) -> str:
    """The plain text with the sign of the euro, which is no letter of ASCII."""
    if "€" not in clause.written:
        return clause.plain
    return "".join("€" if sign == "€" else letter for sign, letter in zip(clause.written, clause.plain, strict=True))
