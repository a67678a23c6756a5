"""Criteria of choice that the law forbids: who is asked for, and who is kept out (L1132-1; penal code 225-1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from clicnjob.offers.lawful.concern import Code, Concern, concern
from clicnjob.offers.prose.clauses import Clause, Text

# A sentence that says that nobody is kept out, or that fights it.
_EQUAL = re.compile(
    r"\b(?:sans (?:aucune? )?(?:distinction|discrimination|condition|critere|consideration|prejuge|distinguer)|quel(?:s|les?|le)?(?: que)? soi(?:t|ent)|quelques? soi(?:t|ent)"
    r"|(?:non[- ])?discrimin|egalite|mixite|parite|diversite|independamment|peu importe|n'importe|(?:aucune?|ni) (?:critere|distinction|condition)|pas de (?:limite|condition)"
    r"|racis|sexis|homophob|prejuge|stereotyp|tou(?:te)?s (?:et|&) (?:a )?tou(?:te)?s|ouverts? a tous|que vous soyez|seules? (?:vos|les) competence|competences? (?:comptent|priment)"
    r"|n'entre|ne (?:tient|tenons|prend|prenons) pas (?:en )?compte|uniquement (?:sur|aux) (?:vos |les )?competences)"
)
# Who is kept out, after and before the words that name them.
_OUT_AFTER = (
    r"(?:[^.;:!?\n]{0,40}?\b(?:s'absten|abstenez|abstenir|(?:sont |est |seront |sera )?(?:refuse|exclu|interdit|proscrit|banni)|ne pas postuler|passez votre chemin|inutile de|merci de ne pas"
    r"|(?:non|pas|jamais) (?:\w+ )?(?:accept|admis|retenu|recrut|embauch|souhait|etudi|bienvenu|conserv|concern|compatible|postul|tolere|pris)|n'est pas (?:fait )?(?:pour|ouvert)|n'est pas accept))"
)
_NOBODY = (
    r"(?:(?:\b(?:pas|ni)\b (?:d'|de |des )|\bni (?:les? |la )?|\bsauf (?:les )?|\bn(?:e |')(?:\w+ )?(?:pren|recrut|embauch|accept|etudi|admet|ret[ei]|voul|souhait|cherch|emploi|sele)\w* (?:pas|plus|aucune?)(?: d'| de| des| les)? ?"
    r"|refus(?:e|ons|ent)s? (?:les |des |d'|de |toute )|\b(?:interdite?|fermee?|deconseillee?|inaccessible)s? (?:aux? |a )|ne convient pas (?:aux? |a )(?:des |une )?|n'est pas (?:fait|destine|ouvert|pense|adapte) (?:pour|aux?|a) (?:les |des |une? )?)"
    r"(?:(?:candidat|personne|salarie|profil|travailleur|collaborat|gens|individu)\w* )?(?:\w+ ){0,1}?)"
)

_WOMAN = r"(?:jeunes? )?(?:femmes?|filles?|dames?|demoiselles?|nanas?)"
_MAN = r"(?:jeunes? )?(?:hommes?|garcons?|gars|messieurs|monsieur|mecs?)"
# « Femme de chambre », « homme de terrain », « homme ou femme », « un monsieur âgé » name no choice between the sexes.
_ALONE = (
    r"(?!\w)(?!\s*[/&+\-]|\s*\(|,? (?:ou|et)(?: bien)? (?:d'une? |une? |des |les |aux )?(?:jeunes? )?(?:femme|homme|garcon|fille|dame|monsieur)"
    r"| (?:femme|homme)| (?:de|du) (?!preference)\w+| d'|,? (?:toutes? mains?|a tout faire|cle|orchestre|age|handicap|tetra|en (?:fauteuil|situation)|malade|atteint|seule?s|victime|isole|enceinte))"
)
_ONE = rf"(?<![/&\-])(?<!ou )(?<!ou une )(?<!et une )(?<!ou un )(?<!et )(?<!sage )\b(?:{_WOMAN}|{_MAN}){_ALONE}"
_HOW = r"(?:(?:une?|des|deux|trois|\d+|uniquement|exclusivement|seulement|de preference|plutot|prioritairement|que) )*"
_SEX = (
    rf"(?:recherch|cherch|recrut|embauch|souhait\w* (?:recruter|embaucher)|voul)\w*,? (?:pas |que )?{_HOW}{_ONE}"
    rf"|\b(?:reserve\w*|ouvert\w* uniquement|reserve\w* exclusivement) (?:aux? |a |pour )(?:des |une? |les )?{_ONE}|\b(?:poste|emploi|travail|job|mission|offre|annonce) pour (?:une? |des )?{_ONE}"
    rf"|(?<!ou )(?<!/)(?<!et )\b(?:{_WOMAN}|{_MAN}) (?:\w+ )?(?:uniquement|seulement|exclusivement|de preference|imperativement|exigee?s?|(?:est |sont )?(?:recherch|souhait|demand)ee?s?|obligatoire)\b"
    rf"|(?:idealement|de preference|preferablement|preference pour|imperativement|exclusivement|uniquement),? (?:a |pour )?(?:une? |des )?{_ONE}"
    rf"|\bprofils? (?:feminin|masculin)s?\b(?! (?:et|ou) )|\bsexe (?:feminin|masculin)\b(?! (?:et|ou) )|\b(?:candidatures?|personnels?|equipe exclusivement|personnes?) (?:feminin|masculin)(?:e?s?)\b(?! (?:et|ou) )"
    rf"|{_NOBODY}(?:{_WOMAN}|{_MAN}){_ALONE}|\b(?:{_WOMAN}|{_MAN}),? (?:merci de )?s'absten"
)
_ROLE = re.compile(
    r"\b(?:comedien|acteur|actrice|figura(?:nt|tion)|mannequin|modele|casting|theatre|ballet|danseu|chanteu|court[- ]metrage|long[- ]metrage|tournage|film|artiste|modele vivant)"
)

_PEOPLES = r"(?:arabe|noir|africain|maghrebin|nord[- ]africain|asiatique|chinois|gitan|rom|antillais|turc|portugais|roumain|gens du voyage|gens de couleur|personnes? de couleur|immigre)s?\b"
_COMES_FROM = r"(?:europ|afric|magh?reb|arabe|asia|antill|turque|portug|nord[- ]afric|caucas|mediterr|etrang|francais|gaulois|africano)\w*"
_ORIGIN = (
    rf"\b(?:personnes?|candidat\w*|profils?|collaborat\w*|hote\w*|hommes?|femmes?|individus?|agents?) (?:\w+ )?d'origine {_COMES_FROM}"
    rf"|(?<!cuisine )(?<!restaurant )(?<!produits )(?<!plats )(?<!marche )\bde type (?:europeen|africain|caucasien|asiatique|mediterraneen|nord[- ]africain|antillais|maghrebin)"
    rf"|\bfrancaise?s? de souche|\bbleu[- ]blanc[- ]rouge\b|\bprofils? bbr\b|\bpure? souche|\b(?:personnes?|candidat\w*|profils?) (?:noire?s?|blanche?s?|arabes?|de couleur)\b"
    rf"|{_NOBODY}{_PEOPLES}|\b{_PEOPLES}{_OUT_AFTER}"
    rf"|(?<!niveau )(?<!ou )(?<!equivalent )\blangue maternelle\b(?! (?:ou|et) (?:courant|bilingue|equivalent|niveau))|\blocut(?:eur|rice)s? nati(?:f|ve)|\bnative[- ]speaker|\b(?:francais|anglais|allemand|espagnol)e?s? nati(?:f|ve)s?\b"
)
_NATIONAL = (
    rf"\bnationalite (?:francaise|europeenne|d'un (?:pays|etat)|de l'union)|\bressortissante?s? (?:de l'(?:union|ue\b|espace)|d'un (?:pays|etat)|europeen|francais|communautaire)"
    rf"|\b(?:il faut|vous devez|devez|doit|imperativement) etre francaise?s?\b(?! ou)|\bvous etes francaise?s?\b(?! ou)"
    rf"|{_NOBODY}(?:etrang(?:er|ere)s?|sans[- ]papiers|non[- ]europeens?)\b(?! (?:a |au))|\b(?:etrang(?:er|ere)s?|non[- ]europeens?){_OUT_AFTER}"
)
_STATE = re.compile(
    r"fonction publique|statutaire|titulaire de la fonction|fonctionnaire|concours|habilitation|habilite|defense|militaire|armee|police|policier|gendarm|marine nationale|pompier|douan|secret|reglementation|zone a regime|volontariat|volontaire|\bvie\b|adulte[- ]relais|penitentiaire|carte professionnelle|engage|legion|reserviste|souverain|instruction (?:generale|interministerielle)|\b(?:igi|n° ?)?1300\b|permis de travail|autorisation de travail|titre de sejour|avocat|notaire|magistrat"
)
_FAMILY = (
    r"\b(?:vous etes|tu es|etre|personne|homme|femme|preference[^.]{0,30}|plutot|idealement|profil) celibataire|\bcelibataires? (?:et )?(?:sans|uniquement|de preference|exig|souhait|prefer)"
    r"|\bsans (?:enfants?|charges? de famille|conjoint|(?:attache|obligation|contrainte|charge)s? familiales?)\b|\blibres? de (?:toutes? )?(?:charge|attache|contrainte|obligation|engagement)s? (?:familial|de famille)"
    r"|\b(?:mere|pere)s? de famille\b[^.]{0,30}(?:serait|ideal|souhait|prefer|recherch|parfait)|(?:recherch|cherch|prefer|ideal)\w* (?:une? )?(?:mere|pere|maman|papa)\b(?! et)"
    r"|(?:indiqu|precis|mentionn|signal)\w* [^.]{0,50}(?:situation (?:familiale|de famille|maritale|matrimoniale)|si vous (?:etes marie|etes en couple|avez des enfants)|nombre d'enfants|etat civil)"
    r"|\bvous n'avez (?:pas|ni) (?:d'|de )?(?:enfants?|charges? de famille|conjoint|famille)"
    rf"|{_NOBODY}(?:mamans?|meres? de famille|peres? de famille)\b|\b(?:mamans?|meres? de famille|peres? de famille|parents|personnes? mariee?s?){_OUT_AFTER}"
)
_AUDIENCE = re.compile(
    r"\b(?:couples?|familles? (?:sans|avec)|accueill|clients?|usagers?|hebergement|sejour|recevez|suivez|suivi|foyer|village|hotel|beneficiaires?|patient|residents?|aupres d|accompagn)"
)
_PREGNANCY = (
    rf"(?:{_NOBODY}|\bne (?:pas |vous )?(?:etes |etre |tomber )?(?:pas )?|\bsans |a ne pas |s'engag\w+ a )(?:\w+ ){{0,4}}?(?:enceintes?|(?:projet|desir|envie) de (?:grossesse|maternite)|projet d'enfant)"
    rf"|\b(?:femmes? enceintes?|grossesse){_OUT_AFTER}"
)
_PROTECTS = re.compile(
    r"expos|code du travail|protege|protection|radio|rayon|chimique|plomb|affect|amenag|prevoit|suivi"
)
_LOOKS = (
    r"\bphysique (?:tres )?(?:agreable|avantageu|attrayant|plaisant|irreprochable|attractif|harmonieu)|\b(?:belle|jolie|tres bonne) (?:apparence|allure|plastique|silhouette|gueule)|\bbeau physique|\bjoli minois"
    r"|\bsilhouette (?:mince|elancee|svelte|fine)|\b(?:vous etes|etre|personne|silhouette|candidate?|profil) (?:mince|svelte|belle|beau|jolie|sexy)\b|\btaille mannequin\b"
    r"|\b(?:taille|mesur\w+|stature)(?: \w+){0,2} :? ?1[ ,.]?m?[ ,.]?[4-9]\d ?(?:m|cm)?\b|\bphoto en pied"
    rf"|{_NOBODY}(?:tatou\w+|piercings?|obeses?|grosses?|barbus?|surpoids|personnes? (?:obeses?|fortes|rondes))|\bsans (?:tatouages?|piercings?)|\b(?:tatoue|obese|surpoids|tatouages?|piercings?)\w*\b(?: \w+){{0,2}}{_OUT_AFTER}"
)
_FAITHS = r"(?:catholique|chretien|chretienne|musulman|musulmane|juif|juive|protestant|protestante|israelite|bouddhiste|athee|croyant|croyante|evangelique)s?"
_RELIGION = (
    rf"\b(?:personne|candidat\w*|nourrice|nounou|profil|collaborat\w*|auxiliaire|vendeu\w*|employe\w*|\w+e?) de (?:confession|religion|foi) {_FAITHS}\b|\bde (?:confession|religion|foi) {_FAITHS} (?:souhait|exig|demand|de preference|obligatoire)"
    rf"|\b(?:vous etes|tu es|etre|recherch\w*|cherch\w*|personne|candidate?)(?: \w+){{0,2}} {_FAITHS}\b|\b{_FAITHS} pratiquante?s?\b"
    rf"|{_NOBODY}(?:{_FAITHS}|voile\w*|foulard|femmes? voilees?|port d[eu] (?:voile|foulard)|signes? religieux)\b|\b(?:{_FAITHS}|candidates? voilees?|femmes? voilees?|personnes? voilees?|port du (?:voile|foulard|hijab)|foulard|hijab|kippa){_OUT_AFTER}|\bsans (?:voile|foulard|hijab)\b"
)
_LIVE = r"(?:habit(?:er|ant|ez|e|ent)|resid(?:er|ant|ez|e|ent)|domiciliee?s?|demeur(?:er|ant|ez))"
_PERSON = r"(?:candidat\w*|personnes?|candidatures?|profils?|salaries?|postulants?)"
_RESIDENCE = (
    rf"\b(?:il faut|imperati\w*|obligatoire\w*|devez|devra|devrez|doit|doivent|necessaire\w*|exig\w*|requis\w*|indispensable|pre-?requis|condition\w*) (?:[^.,;]{{0,25}} )?(?:d'|de |: |etre )?{_LIVE}\b|^\W*(?:profil|pre ?requis|conditions?)?\W*(?:habiter|resider|demeurer|etre domiciliee?) (?!en france|dans un logement)"
    rf"|\bvous (?:habitez|residez|demeurez|etes domiciliee?)\b|\b{_PERSON} (?:\w+ ){{0,2}}?(?:qui )?{_LIVE}\b[^.]{{0,60}}(?:uniquement|exclusivement|priorit|prefer|s'absten|pas|seule|exig)|(?:priorit|prefer|exclusivement|uniquement|pas|reserv)[^.]{{0,30}} {_PERSON} (?:\w+ ){{0,2}}?(?:qui )?{_LIVE}\b"
    rf"|\b(?:opportunite|offre|poste|annonce|emploi)\b[^.]{{0,30}} (?:aux?|a des) {_PERSON} (?:\w+ ){{0,2}}?(?:qui )?{_LIVE}\b|\b(?:priorite|prioritaire\w*|preference|reserve\w*) (?:donnee )?(?:aux|a des) (?:habitants|riverains|residents d)"
    rf"|{_NOBODY}(?:habitants d|banlieusard)|\bhors (?:du )?(?:departement|canton|commune|secteur|agglomeration){_OUT_AFTER}"
)
_NEAR_FOR_WORK = re.compile(
    r"astreinte|intervention|de garde\b|gardes\b|caserne|\blog(?:e|es|ement|ements|ee)\b|sur place|prioritaire|qpv|\bqrr\b|emplois? francs?|\?|install|demenag|\bpret[es]* a|zone de revitalisation|teletravail|a distance|adulte[- ]relais|accompagn|clients?|patients?|usagers|beneficiaires|chez (?:eux|elles)"
)
_ILL = r"(?:malad(?:es?|ies?)|problemes? de (?:dos|sante)|antecedents? (?:medica|psy)\w*|arrets? (?:maladie|de travail)|depressions?|depressi\w+|traitements? medica\w*|pathologies?|soucis? de sante|handicap\w*)"
_HEALTH = (
    rf"\b(?:parfaite|excellente|tres bonne|bonne|irreprochable) sante(?: \w+)? (?:exig|obligatoire|requise|indispensable|imperati|demand)|\b(?:vous etes|etre|avoir|vous avez|vous jouissez|jouir)(?: \w+){{0,2}} (?:parfaite|excellente|tres bonne|bonne) sante\b(?! financ)|\bjamais (?:etre )?malade"
    rf"|(?:\bpas|\bni|\bsans|\baucune?|\bexempte? de|\bn'avoir) (?:d'|de |aucune? )?(?:avoir (?:d'|de |eu de )?)?{_ILL}(?! (?:grave )?(?:professionnelle|rare))"
    rf"|{_NOBODY}(?:rqth|handicap\w*|travailleurs? handicap\w*|personnes? (?:handicap\w*|en situation de handicap|malades?|fragiles?))\b|\b(?:personnes? (?:handicap\w*|en situation de handicap|malades?|fragiles?)|travailleurs? handicap\w*|rqth|handicapee?s?){_OUT_AFTER}|\binterdite?s? aux (?:personnes )?(?:en situation de )?handicap"
)
# « Ni turn-over ni arrêt maladie » praises the house.
_OF_HOUSE = re.compile(r"turn-?over|absenteisme|financiere|economique")
_OPINIONS = (
    rf"(?:{_NOBODY}|\bnon[- ]|\bvous n'etes pas (?:une? )?)(?:syndiqu\w*|militante?s?|grevistes?|syndicalistes?|(?:\w+ )?engages? dans un (?:syndicat|parti)|encartee?s?)|\b(?:militante?s?|syndicalistes?|syndiquee?s?|delegues? syndica\w*|grevistes?){_OUT_AFTER}"
    r"|\b(?:partag|adher|defend|souscri)\w* (?:a |aux? )?(?:nos|notre|les|des) (?:idees|opinions|convictions|valeurs) (?:politiques|patriot|nationalist|de (?:droite|gauche))|\b(?:sympathisant|adherent|encarte|membre)e?s? (?:d'un|du|au) parti\b"
)
_ORIENTED = r"(?:homosexuel(?:le)?|gay|lesbienne|transgenre|transsexuel(?:le)?|bisexuel(?:le)?|trans)s?"
_ORIENTATION = rf"\bheterosexuel(?:le)?s?\b|{_NOBODY}{_ORIENTED}\b|\b{_ORIENTED}{_OUT_AFTER}"


class Criterion(NamedTuple):
    """Words one of which a clause must hold, what asks for the criterion, and what makes it lawful.

    `here` is looked for in the clause, `anywhere` in the title and the whole text.
    """

    code: Code
    signs: tuple[str, ...]
    asks: re.Pattern[str]
    here: re.Pattern[str] | None = None
    anywhere: re.Pattern[str] | None = None


def _criterion(
    code: Code,
    signs: str,
    asks: str,
    here: re.Pattern[str] | None = None,
    anywhere: re.Pattern[str] | None = None,
) -> Criterion:
    return Criterion(code, tuple(signs.split("|")), re.compile(asks), here, anywhere)


CRITERIA = (
    _criterion(Code.SEX, "femme|homme|fille|dame|demoiselle|garcon|gars|monsieur|messieurs|mec|nana|feminin|masculin", _SEX, anywhere=_ROLE),
    _criterion(Code.ORIGIN, "d'origine|de type|de souche|pure souche|bbr|bleu|langue maternelle|locuteur|natif|native|native speaker|de couleur|arabe|noire|noirs|blanches|africain|maghrebin|asiatique|gitan|roms|gens d|antillais|turc|roumain|immigre|chinois|portugais", _ORIGIN, anywhere=_ROLE),
    _criterion(Code.NATIONALITY, "nationalite|ressortissant|etre francais|etes francais|etrang|europeen|papiers", _NATIONAL, anywhere=_STATE),
    _criterion(Code.FAMILY, "celibataire|enfant|famil|maman|mere|pere|papa|marie|etat civil|conjoint|parents", _FAMILY, here=_AUDIENCE),
    _criterion(Code.PREGNANCY, "enceinte|grossesse|projet d'enfant|maternite", _PREGNANCY, here=_PROTECTS),
    _criterion(Code.LOOKS, "physique|apparence|allure|plastique|silhouette|minois|mince|svelte|mannequin|taille|mesur|stature|photo en|tatou|piercing|obese|surpoids|de gros|barbu|belle|beau physique|etes beau|jolie|joli |sexy", _LOOKS, anywhere=_ROLE),
    _criterion(Code.RELIGION, "catholique|chretien|musulman|juif|juive|protestant|israelite|bouddhiste|athee|croyant|voile|foulard|hijab|kippa|religieux|evangelique", _RELIGION),
    _criterion(Code.RESIDENCE, "habit|resid|domicili|demeur|riverain|banlieu|hors", _RESIDENCE, here=_NEAR_FOR_WORK),
    _criterion(Code.HEALTH, "sante|malad|handicap|rqth|de dos|antecedent|arret|depress|traitement|pathologie|fragile", _HEALTH, here=_OF_HOUSE),
    _criterion(Code.OPINIONS, "syndique|syndicat|syndica|militant|greviste|encarte|un parti|du parti|au parti|idees p|opinions p|idees de|convictions|valeurs p", _OPINIONS),
    _criterion(Code.ORIENTATION, "sexuel|gay|lesbienne|trans", _ORIENTATION),
)  # fmt: skip


def read(text: Text, around: str) -> Iterator[Concern]:
    """The forbidden criteria of a text; `around` is all that is known of the offer, plain."""
    for one in CRITERIA:
        for clause in text.with_any(one.signs):
            found = one.asks.search(clause.plain)
            if found and not _EQUAL.search(clause.plain) and not _lawful(one, clause, around):
                yield concern(one.code, clause, found.start())


def _lawful(one: Criterion, clause: Clause, around: str) -> bool:
    here = one.here and one.here.search(clause.plain)
    return bool(here or (one.anywhere and one.anywhere.search(around)))
