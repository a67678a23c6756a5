"""Representative rows of each migration's tables, in plain SQL: models are those of today, migrations of their day."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

INSTANT = "2026-11-24 08:00:00.000000"


def _put(connection: Connection, table: str, **values: object) -> None:
    columns = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(f":{name}" for name in values)
    connection.execute(text(f'INSERT INTO "{table}" ({columns}) VALUES ({places})'), values)


def outbox_and_tasks(connection: Connection) -> None:
    words = {"channel": "email", "recipient": "lea@exemple.example", "subject": "Rappel", "body": "Demain à 9 h."}
    _put(connection, "outbox_message", id="aaaaaaaaaaaa", dedup_key="rappel:1", created_at=INSTANT, **words)
    if connection.dialect.name == "sqlite":
        when = {"run_at": INSTANT, "created_at": INSTANT}
        _put(connection, "task", name="outbox.deliver", payload='{"message_id": "x"}', key="k", attempts=0, **when)
    else:
        _put(connection, "procrastinate_jobs", queue_name="default", task_name="outbox.deliver", queueing_lock="k")


def places(connection: Connection) -> None:
    _put(connection, "region", code="52", name="Pays de la Loire")
    _put(connection, "departement", code="85", name="Vendée", region_code="52")
    where = {"departement_code": "85", "region_code": "52", "latitude": 46.5, "longitude": -1.1}
    commune = {"sort_key": "saint jean de beugne", "population": 600, **where}
    _put(connection, "commune", code="85233", name="Saint-Jean-de-Beugné", kind="commune", **commune)
    _put(connection, "commune", code="85999", name="Beugné", kind="former", parent_code="85233", **commune)
    _put(connection, "commune_postcode", commune_code="85233", postcode="85210")
    _put(connection, "place_edition", digest="d1", source="test", loaded_at=INSTANT)


def accounts(connection: Connection) -> None:
    _put(connection, "structure", id=1, name="Mission locale du Marais", zone="Europe/Paris", created_at=INSTANT)
    address = {"address": "1 rue du Port", "postcode": "85210", "commune_code": "85233", "phone": "", "hours": ""}
    _put(connection, "site", id=1, structure_id=1, name="Antenne", kind="antenne", **address)
    person = {"first_name": "Léa", "last_name": "Brun", "sort_key": "brun lea", "created_at": INSTANT}
    counsellor = {"username": "camille.verdier", "role": "counsellor", "session_token": "t1"}
    _put(connection, "user", id="bbbbbbbbbbbb", structure_id=1, **counsellor, **person)
    youth = {"username": "lea.brun", "role": "youth", "session_token": "t2", "referent_id": "bbbbbbbbbbbb"}
    _put(connection, "user", id="cccccccccccc", structure_id=1, **youth, **person)
    _put(connection, "sign_in_failure", subject="s", count=3, first_at=INSTANT, last_at=INSTANT)
    _put(connection, "activation", user_id="cccccccccccc", code_digest="d", expires_at=INSTANT)


def offers(connection: Connection) -> None:
    imports(connection)
    _put(connection, "offer", id=1, import_id=1, first_seen_at=INSTANT, last_seen_at=INSTANT, **_offer())
    _put(connection, "offer_text", offer_id=1, description="Vous vendez du pain.")


def imports(connection: Connection) -> None:
    counted = ("read", "new", "changed", "unchanged", "reopened", "refused", "other_region", "expired", "duplicate")
    counts = dict.fromkeys((*counted, "older", "closed"), 0)
    about = {"source": "france-travail", "region": "52", "complete": True, "late": False, "file_date": "2026-11-23"}
    when = {"started_at": INSTANT, "finished_at": INSTANT}
    lists = {"files": "[]", "regions": '["52"]', "reasons": "{}", "digest": "d", "actor_id": "bbbbbbbbbbbb"}
    _put(connection, "offer_import", id=1, **about, **when, **lists, **counts)
    _put(connection, "offer_rejection", import_id=1, file="a", line=3, source_id="", code="no-title", excerpt="")


def _offer() -> dict[str, object]:
    words = ("raw_title", "employer", "rome_label", "appellation", "contract_label", "hours_text", "experience_text")
    more = ("salary_text", "place_label", "precision", "search_text", "content_digest")
    lists = ("licences", "licences_wished", "skills", "languages")
    return {
        **dict.fromkeys((*words, *more), ""),
        **dict.fromkeys(lists, "[]"),
        "source": "france-travail",
        "source_id": "201ABCD",
        "title": "Vendeur en boulangerie",
        "contract": "cdi",
        "rome_derived": False,
        "level_required": False,
        "commune_code": "85233",
        "region_code": "52",
        "published_at": INSTANT,
        "updated_at": INSTANT,
    }


def profiles(connection: Connection) -> None:
    _put(connection, "profile", id=1, youth_id="cccccccccccc", commune_code="85233", max_km=20, changed_at=INSTANT)
    _put(connection, "profile_wish", profile_id=1, position=1, text="vendre du pain")
    _put(connection, "profile_experience", profile_id=1, position=1, job="serveuse", months=4)
    _put(connection, "profile_answer", profile_id=1, field="limit", value="20", author_id="bbbbbbbbbbbb", at=INSTANT)


def facts(connection: Connection) -> None:
    fact = '[{"kind": "age", "value": "18", "need": "required", "confidence": 0.8, "excerpt": "18 ans", "detail": ""}]'
    words = "UPDATE offer SET facts = :fact, facts_version = '1', copy_key = '00ff' WHERE id = 1"
    connection.execute(text(words), {"fact": fact})


def occupations(connection: Connection) -> None:
    _put(connection, "occupation_title", title="Poseur de rails", code="F1702")
    _put(connection, "occupation_parent", code="F1799", parent="F1702")
    _put(connection, "occupation_sighting", title="poseur de rails", code="F1702", employer_digest="00ff")


def offer_feedback(connection: Connection) -> None:
    who = {"youth_id": "cccccccccccc", "author_id": "bbbbbbbbbbbb", "at": INSTANT}
    _put(connection, "offer_feedback", id=1, offer_id=1, why="too far", title="vendeur boulangeri", km=12.5, **who)


def index_name(connection: Connection) -> None:
    """No name: those there were are taken away for good by 0013, and cannot come back with it."""
    connection.execute(text("UPDATE offer_import SET index_name = NULL WHERE id = 1"))


def ready_if_housed(connection: Connection) -> None:
    connection.execute(text("UPDATE profile SET ready_if_housed = true WHERE id = 1"))
    who = {"author_id": "bbbbbbbbbbbb", "at": INSTANT}
    _put(connection, "profile_answer", id=2, profile_id=1, field="ready_if_housed", value="true", **who)


def a_column_less(connection: Connection) -> None:
    """Nothing to add: the rows before it must bear it."""


def occupations_of_offers(connection: Connection) -> None:
    words = "UPDATE offer SET occupations = :said, occupations_version = 'ff00' WHERE id = 1"
    connection.execute(text(words), {"said": '[["D1106", 0.8]]'})


def index_of_each_region(connection: Connection) -> None:
    _put(connection, "offer_index", region="52", name="a-b", import_id=1, made_at=INSTANT)


def week_ranking(connection: Connection) -> None:
    lists = {"offers": "[1]", "before": "[]", "fresh": "[1]"}
    when = {"imported_at": INSTANT, "made_at": INSTANT}
    _put(connection, "week_ranking", youth_id="cccccccccccc", made_of="00ff", **lists, **when)


def states_of_an_import(connection: Connection) -> None:
    who = {"actor_id": "bbbbbbbbbbbb", "at": INSTANT}
    _put(connection, "offer_import_decision", import_id=1, state="published", reason="Vérifié.", **who)
    _put(connection, "offer_before", import_id=1, part=0, images=b"x")
    _put(connection, "offer_closed", offer_id=1, import_id=1, closed_at=INSTANT, reason="absent")


def regions_of_operators(connection: Connection) -> None:
    connection.execute(text("""UPDATE "user" SET regions = '["52"]' WHERE role = 'operator'"""))


def columns_of_sources(connection: Connection) -> None:
    columns = '{"fields": {"intitule": "Poste", "description": "Texte"}, "dates": "dmy", "lists": ";"}'
    who = {"actor_id": "bbbbbbbbbbbb", "changed_at": INSTANT}
    _put(connection, "offer_columns", source="agglo", region="52", columns=columns, **who)


def weekly_run(connection: Connection) -> None:
    when = {"tried_at": INSTANT, "good_at": INSTANT}
    _put(connection, "region_week", region="52", result="published", sentence="", **when)


def checks_and_reports(connection: Connection) -> None:
    found = {"text_digest": "d", "concerns": "[]", "found_at": INSTANT}
    decided = {"verdict": "refused", "reason": "Âge.", "decided_by": "bbbbbbbbbbbb", "decided_at": INSTANT}
    _put(connection, "offer_check", offer_id=1, **found, **decided)
    said = {"user_id": "cccccccccccc", "kind": "money", "content_digest": "d", "at": INSTANT}
    _put(connection, "offer_report", offer_id=1, **said, settled_at=INSTANT, settled_by="bbbbbbbbbbbb", upheld=True)


def copies_of_a_job(connection: Connection) -> None:
    connection.execute(text("UPDATE offer SET fused_key = 'ab' WHERE id = 1"))
    _put(connection, "offer_apart", offer_id=1, actor_id="bbbbbbbbbbbb", at=INSTANT)


ROWS: dict[str, Callable[[Connection], None]] = {
    "0001": outbox_and_tasks,
    "0002": places,
    "0003": accounts,
    "0004": offers,
    "0005": profiles,
    "0006": facts,
    "0007": occupations,
    "0008": offer_feedback,
    "0009": index_name,
    "0010": ready_if_housed,
    "0011": a_column_less,
    "0012": occupations_of_offers,
    "0013": index_of_each_region,
    "0014": week_ranking,
    "0015": states_of_an_import,
    "0016": regions_of_operators,
    "0017": columns_of_sources,
    "0018": weekly_run,
    "0019": checks_and_reports,
    "0020": copies_of_a_job,
}
