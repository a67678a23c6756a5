"""The gallery: every component in its states, on invented offers and people; never served in production."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired

from clicnjob.web import OPEN, BaseForm, GuardedBlueprint, Page

bp = GuardedBlueprint("gallery", __name__)

# Each page of the gallery is a template of the same name; those of professionals stand on the desk.
PHONE_PARTS = ("pieces", "offres", "offre", "formulaire", "corriger", "raisons", "vide", "connexion")
DESK_PARTS = ("bureau", "dossier", "import", "chiffres")
PARTS = PHONE_PARTS + DESK_PARTS

FOOT = [{"label": label, "url": "#"} for label in ("Accessibilité", "Tes données", "Besoin d'aide")]
PHONE_NAV = [
    {"label": "Offres", "url": "/galerie/offres", "icon": "offers", "current": True, "count": 0},
    {"label": "Suivi", "url": "/galerie/vide", "icon": "follow", "current": False, "count": 0},
    {"label": "Messages", "url": "/galerie/raisons", "icon": "messages", "current": False, "count": 3},
    {"label": "Moi", "url": "/galerie/formulaire", "icon": "me", "current": False, "count": 0},
]
DESK_NAV = [
    {"label": "Mes jeunes", "url": "/galerie/bureau", "icon": "people", "current": True, "count": 0},
    {"label": "Un dossier", "url": "/galerie/dossier", "icon": "me", "current": False, "count": 0},
    {"label": "Imports", "url": "/galerie/import", "icon": "import", "current": False, "count": 2},
    {"label": "Chiffres", "url": "/galerie/chiffres", "icon": "offers", "current": False, "count": 0},
]
YOUNG = {"full_name": "Lou Santerre", "initials": "LS", "place_in_house": "Jeune", "role": "youth"}
COUNSELLOR = {
    "full_name": "Aminata Roche",
    "initials": "AR",
    "place_in_house": "Conseillère, Plaine et Vercors",
    "role": "counsellor",
}

NAMES = ("Métier", "Trajet", "Horaires", "Contrat", "Niveau")
WEIGHTS = (40, 25, 15, 10, 10)


def rows(points: tuple[int, ...], sentences: tuple[str, ...] = ("",) * 5) -> list[dict[str, Any]]:
    """Rows of a bar from the points of the five criteria: full or nearly is fine, half is to check, nothing is no."""
    return [
        {"name": name, "weight": weight, "points": got, "sentence": said, "mark": mark_of(got, weight)}
        for name, weight, got, said in zip(NAMES, WEIGHTS, points, sentences, strict=True)
    ]


def mark_of(points: int, weight: int) -> str:
    """The mark of a criterion: "ok", "gap" or "no"."""
    if not points:
        return "no"
    return "ok" if points >= weight * 0.7 else "gap"


def point(mark: str, sentence: str) -> dict[str, str]:
    """One reason of a card."""
    return {"mark": mark, "sentence": sentence}


OFFERS: list[dict[str, Any]] = [
    {
        "title": "Mécanicien ou mécanicienne cycles",
        "where": "L'Atelier des Deux Roues, Valence",
        "verdict": "Ça colle très bien",
        "tone": "ok",
        "rows": rows((40, 23, 15, 10, 8)),
        "received": "Reçue ce matin",
        "is_new": True,
        "travel": {"icon": "bike", "value": "14\N{NO-BREAK SPACE}min", "word": "à vélo"},
        "contract": {"value": "CDI", "word": "35\N{NO-BREAK SPACE}h"},
        "points": [
            point("ok", "C'est ta première envie"),
            point("ok", "Débutants acceptés"),
            point("ok", "En journée, comme tu veux"),
        ],
    },
    {
        "title": "Agent ou agente de tri et de recyclage",
        "where": "Boucle Verte, Portes-lès-Valence",
        "verdict": "Ça colle bien",
        "tone": "ok",
        "rows": rows((32, 21, 6, 10, 10)),
        "received": "Reçue jeudi",
        "is_new": False,
        "travel": {"icon": "bus", "value": "26\N{NO-BREAK SPACE}min", "word": "en bus"},
        "contract": {"value": "CDD", "word": "6 mois, 30\N{NO-BREAK SPACE}h"},
        "points": [
            point("ok", "Métier proche de ta deuxième envie"),
            point("ok", "Pas de diplôme demandé"),
            point("gap", "Commence à 5\N{NO-BREAK SPACE}h du matin"),
        ],
        "kept": True,
    },
    {
        "title": "Livreur ou livreuse de repas à domicile pour personnes âgées",
        "where": "Les Paniers du Vercors, Saint-Marcel-lès-Valence",
        "verdict": "Il manque une chose",
        "tone": "gap",
        "rows": rows((31, 18, 15, 5, 0)),
        "received": "Reçue mardi",
        "is_new": False,
        "travel": {"icon": "car", "value": "19\N{NO-BREAK SPACE}min", "word": "en voiture"},
        "contract": {"value": "Apprentissage", "word": ""},
        "points": [
            point("ok", "Le matin, comme tu veux"),
            point("no", "Permis B demandé. Tu ne l'as pas encore."),
        ],
    },
    {
        "title": "Aide en cuisine",
        "where": "Cantine La Marmite, Bourg-lès-Valence",
        "closed": True,
        "points": [],
    },
]
for number, offer in enumerate(OFFERS):
    offer.update(url="/galerie/offre", keep_url=f"/galerie?garder={number}", dismiss_url="/galerie/raisons")

REASONS = rows(
    (32, 21, 6, 10, 10),
    (
        "Proche de ta deuxième envie",
        "26 min, ta limite est 35",
        "Commence à 5 h du matin",
        "CDD, comme tu veux",
        "Pas de diplôme demandé",
    ),
)

PEOPLE = [
    ("k3", "Naïm Duval", "ND", "19 ans, Valence", "Vélo, tri", "5 dont 1 très bonne", "Hier", "Jeudi 26, 9 h"),
    ("k4", "Lou Santerre", "LS", "22 ans, Romans-sur-Isère", "Cuisine", "3", "Samedi", "Aucun"),
    ("k5", "Ilyes Marchetti", "IM", "17 ans, Chabeuil", "Mécanique auto", "4", "Vendredi", "Lundi 30, 14 h"),
    ("k6", "Océane Brun", "OB", "24 ans, Guilherand-Granges", "Petite enfance", "0", "Jeudi", "Aucun"),
]


class SampleForm(BaseForm):
    """One field of each kind."""

    wish = StringField("Envie 1", description="Écris comme tu parles. Les fautes, ce n'est pas grave.")
    commune = StringField(
        "Ta commune", [AnyOf(["Valence"], "On ne trouve pas «\N{NO-BREAK SPACE}Valense\N{NO-BREAK SPACE}».")]
    )
    minutes = IntegerField(  # type: ignore[call-arg]  # the published types do not know this argument yet
        "Ton trajet le plus long",
        description="En minutes, pour aller au travail.",
        invalid_value_message="Écris un nombre de minutes. Par exemple\N{NO-BREAK SPACE}: 30.",
    )
    hours = IntegerField("Heures par semaine")
    transport = SelectMultipleField(
        "Comment tu te déplaces\N{NO-BREAK SPACE}?",
        choices={"bus": "Bus, train", "walk": "À pied", "bike": "Vélo", "car": "Voiture"},
    )
    phone = RadioField(
        "Ce téléphone est à toi\N{NO-BREAK SPACE}?",
        [InputRequired("Choisis une réponse.")],
        choices={"own": "C'est le mien", "shared": "On le partage"},
    )
    level = SelectField("Ton niveau", choices={"": "Choisis", "3": "CAP ou BEP", "4": "Bac"})
    birth = DateField("Ta date de naissance", render_kw={"autocomplete": "bday"})
    secret = PasswordField("Ta phrase de 5 mots", render_kw={"autocomplete": "current-password"})
    story = TextAreaField("Ce que tu as déjà fait")
    paper = FileField("Le fichier des offres")
    agree = BooleanField("J'ai lu comment ça marche")


def sample(part: str) -> SampleForm:
    """The form of a page, filled; on the page of errors it was refused."""
    filled = MultiDict(
        [
            ("wish", "réparé des vélo"),
            ("commune", "Valense"),
            ("minutes", "35"),
            ("transport", "bus"),
            ("phone", "own"),
            ("level", "3"),
            ("hours", "30"),
        ]
    )
    if part != "corriger":
        return SampleForm(filled)
    filled["minutes"] = "pas trop"
    del filled["phone"]
    form = SampleForm(filled)
    form.validate()
    return form


@bp.get("/galerie", roles=OPEN)
@bp.get("/galerie/<part>", roles=OPEN)
def show(part: str = "pieces") -> ResponseReturnValue:
    """One page of the gallery."""
    if part not in PARTS:
        abort(404)
    desk = part in DESK_PARTS
    return render_template(
        f"gallery/{part}.html",
        parts=PARTS,
        me=COUNSELLOR if desk else (None if part == "connexion" else YOUNG),
        nav=DESK_NAV if desk else ([] if part == "connexion" else PHONE_NAV),
        foot=FOOT,
        sign_out_url=None if part == "connexion" else "#",
        form=sample(part),
        offers=OFFERS,
        reasons_rows=REASONS,
        people=PEOPLE,
        page=Page((), 2, 212),
    )
