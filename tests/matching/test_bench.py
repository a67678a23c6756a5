"""The bench reads people and offers from files, and writes runs that can be judged."""

from __future__ import annotations

import json
from pathlib import Path

from bench.baselines import SCORERS, with_scorer
from bench.ranking import people_of, run
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.offers_file import offers
from clicnjob.matching.rows import offer_row
from clicnjob.profiles.values import Contract, Limit
from tests.matching.made import TODAY
from tests.offers import made
from tests.places import small

PROFILE = {
    "id": "P-1",
    "age": 19,
    "commune_insee": "07186",
    "transport": ["bike"],
    "max_km": 10,
    "level": "cap",
    "licence": [],
    "experience": [{"job": "stage en salle", "months": 2}],
    "wishes": ["serveuse"],
    "contracts": ["CDI", "alternance"],
    "hours": "any",
    "no_night": True,
    "no_weekend": False,
    "note": "ignored",
}


def test_a_run_names_every_offer_once_and_the_near_misses(tmp_path: Path) -> None:
    records = [made.record(1), made.record(2, typeContrat="MIS"), made.record(3, intitule=None), "no offer"]
    offers_file, people_file = tmp_path / "offers.ndjson", tmp_path / "people.ndjson"
    offers_file.write_bytes(made.lines(records))
    people_file.write_text(json.dumps({"profile": PROFILE, "judgments": {}}) + "\n\n")
    offer_set = OfferSet.of(offers(offers_file, small.catalogue()))

    lines = list(run(people_of(people_file, small.catalogue()), offer_set, TODAY))

    near = [{"id": "9000002", "gap": "contract"}]
    assert lines == [{"id": "P-1", "ranking": ["9000001", "9000003", "9000002"], "near_misses": near}]


def test_a_bare_profile_says_what_it_says_and_nothing_more(tmp_path: Path) -> None:
    file = tmp_path / "people.ndjson"
    file.write_text(json.dumps(PROFILE) + "\n" + json.dumps({"id": 2}))
    full, bare = people_of(file, small.catalogue()).values()

    assert full.answers.limit == Limit(km=10)
    assert full.answers.contracts == {Contract.CDI, Contract.APPRENTICESHIP, Contract.PROFESSIONALISATION}
    assert (full.age, full.departement_code) == (19, "07")
    assert (bare.answers.modes, bare.answers.level, bare.latitude) == (None, None, None)


def test_a_baseline_judges_the_job_by_its_scorer_alone() -> None:
    titles = ["Plombier", "Serveur"]
    offers = OfferSet.of([offer_row(place, made.draft(intitule=title)) for place, title in enumerate(titles)])
    judged = with_scorer(offers, titles, SCORERS["WRatio"]).jobs

    assert judged.fit("serveur")[judged.of_offer].tolist()[1] == 1.0
    assert judged.fit("serveur")[judged.of_offer].tolist()[0] < 0.6
