"""The triggers refuse every deletion and every change but the named ones, on both engines."""

import importlib
from datetime import date

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.periods import month_of
from portal.models import (
    Batch,
    Closing,
    Comment,
    Counter,
    Day,
    Edition,
    Event,
    Handle,
    QuestionnaireVersion,
    Response,
    Site,
    Submission,
    Tally,
    Unit,
)
from tests import factories
from tests.house import forum_guards, performance_guards, staff_guards

GUARDS = [
    importlib.import_module(f"portal.migrations.{name}")
    for name in ("0002_guards", "0005_staff_guards", "0008_performance_guards", "0011_forum_guards")
]
RULES = {(rule[0], rule[1]): rule[3] for guards in GUARDS for rule in guards.RULES}
"""(table, operation) -> what the refusal says; a later guard of the same takes an earlier one's place."""
MONTH = month_of(date(2024, 3, 1))
HASH = bytes(32)
ZEROS = [[0, 0, 10, 0]] * 9

FORBIDDEN = {
    ("sealed_responses", "DELETE"): ["DELETE FROM sealed_responses"],
    ("sealed_responses", "INSERT"): [
        "INSERT INTO sealed_responses"
        " (unit_id, month, id, counter_id, version_id, part, tier, language, scores, total, batch_id)"
        " SELECT unit_id, month + 1, id, counter_id, version_id, part, tier, language, scores, total, :held"
        " FROM sealed_responses WHERE batch_id IS NULL"
    ],
    ("sealed_responses", "UPDATE"): [
        "UPDATE sealed_responses SET scores = '444444444'",
        "UPDATE sealed_responses SET total = 36",
        "UPDATE sealed_responses SET month = month + 1",
        "UPDATE sealed_responses SET counter_id = counter_id + 1",
        "UPDATE sealed_responses SET service_id = 1 WHERE service_id IS NULL",
        "UPDATE sealed_responses SET part = 2",
        "UPDATE sealed_responses SET tier = 3",
        "UPDATE sealed_responses SET language = 'en'",
        "UPDATE sealed_responses SET sex = 'female'",
        "UPDATE sealed_responses SET occupation = 'other' WHERE occupation IS NULL",
        "UPDATE sealed_responses SET batch_id = :held WHERE batch_id = :released",
        "UPDATE sealed_responses SET batch_id = NULL WHERE batch_id = :released",
        "UPDATE sealed_responses SET batch_id = :released WHERE batch_id IS NULL",
        "UPDATE sealed_responses SET batch_id = :foreign WHERE batch_id IS NULL",
    ],
    ("sealed_submissions", "DELETE"): ["DELETE FROM sealed_submissions"],
    ("sealed_submissions", "UPDATE"): ["UPDATE sealed_submissions SET body_seal = key_hash"],
    ("sealed_handles", "UPDATE"): ["UPDATE sealed_handles SET month = month + 1"],
    ("sealed_events", "DELETE"): ["DELETE FROM sealed_events"],
    ("sealed_events", "UPDATE"): ["UPDATE sealed_events SET kind = 'released'"],
    ("sealed_comments", "DELETE"): ["DELETE FROM sealed_comments"],
    ("sealed_comments", "UPDATE"): [
        "UPDATE sealed_comments SET text = 'Bagus sekali.'",
        "UPDATE sealed_comments SET month = month + 1",
        "UPDATE sealed_comments SET handle = id",
    ],
    ("sealed_days", "DELETE"): ["DELETE FROM sealed_days"],
    ("sealed_days", "UPDATE"): ["UPDATE sealed_days SET day = '2024-03-28'"],
    ("sealed_batches", "DELETE"): ["DELETE FROM sealed_batches WHERE id = :held"],
    ("sealed_batches", "UPDATE"): [
        "UPDATE sealed_batches SET counted = counted + 1, received = received + 1 WHERE id = :released",
        "UPDATE sealed_batches SET released_on = NULL WHERE id = :released",
        "UPDATE sealed_batches SET number = 9 WHERE id = :held",
        "UPDATE sealed_batches SET first_month = first_month - 1 WHERE id = :held",
    ],
    ("sealed_tallies", "INSERT"): [
        "INSERT INTO sealed_tallies"
        " (batch_id, version_id, service_id, counter_id, tier, n, total, squares, counts)"
        " SELECT batch_id, version_id, service_id, counter_id, 3, n, total, squares, counts FROM sealed_tallies"
        " WHERE batch_id = :released"
    ],
    ("sealed_tallies", "DELETE"): ["DELETE FROM sealed_tallies WHERE batch_id = :released"],
    ("sealed_tallies", "UPDATE"): ["UPDATE sealed_tallies SET n = n + 1 WHERE batch_id = :held"],
    ("sealed_closings", "DELETE"): ["DELETE FROM sealed_closings"],
    ("sealed_closings", "UPDATE"): ["UPDATE sealed_closings SET outcome = 'open'"],
    ("record_editions", "DELETE"): ["DELETE FROM record_editions"],
    ("record_editions", "UPDATE"): [
        "UPDATE record_editions SET document = '{}'",
        "UPDATE record_editions SET id = 'lain'",
        "UPDATE record_editions SET has_figure = FALSE",
    ],
    ("register_questionnaire_versions", "DELETE"): ["DELETE FROM register_questionnaire_versions"],
    ("register_questionnaire_versions", "UPDATE"): [
        "UPDATE register_questionnaire_versions SET content = '{}'",
        "UPDATE register_questionnaire_versions SET frozen = FALSE",
        "UPDATE register_questionnaire_versions SET number = 2",
    ],
    **staff_guards.FORBIDDEN,
    **performance_guards.FORBIDDEN,
    **forum_guards.FORBIDDEN,
}

ALLOWED = {
    "a response gets its batch, once": "UPDATE sealed_responses SET batch_id = :held WHERE batch_id IS NULL",
    "a profile is erased": "UPDATE sealed_responses"
    " SET sex = NULL, age = NULL, education = NULL, occupation = NULL",
    "a profile is erased in part": "UPDATE sealed_responses SET sex = NULL",
    "a handle is erased": "DELETE FROM sealed_handles",
    "a handle is written again": "UPDATE sealed_handles SET seed = seed",
    "a day flag is written again": "UPDATE sealed_days SET day = day",
    "a comment is withdrawn": "UPDATE sealed_comments SET text = '', state = 'withdrawn'",
    "a comment is erased": "UPDATE sealed_comments SET text = '', state = 'erased'",
    "a held batch is completed": "UPDATE sealed_batches SET received = received + 5, counted = counted + 5,"
    " last_month = last_month + 1, cutoff = '2024-04-30' WHERE id = :held",
    "a held batch is released": "UPDATE sealed_batches SET released_on = '2024-04-30' WHERE id = :held",
    "a held batch is tallied afresh": "DELETE FROM sealed_tallies WHERE batch_id = :held",
    "an answered version starts later": "UPDATE register_questionnaire_versions"
    " SET starts_month = starts_month + 1",
    **staff_guards.ALLOWED,
    **performance_guards.ALLOWED,
    **forum_guards.ALLOWED,
}

SHOWING = {
    "register_units": [
        "INSERT INTO {} (id, slug, name_id, name_en, address, officers, opened_on)"
        " VALUES (990099, 'x', 'X', 'X', '', 5, '2024-01-01')",
        "UPDATE {} SET name_id = 'Kantor Baru' WHERE id = 990099",
        "DELETE FROM {} WHERE id = 990099",
    ],
    "register_services": [
        "INSERT INTO {} (id, unit_id, slug, name_id, name_en, standard)"
        " SELECT 990099, max(id), 'x', 'X', 'X', '{{}}' FROM register_units",
        "UPDATE {} SET closed_on = '2024-05-01' WHERE id = 990099",
        "DELETE FROM {} WHERE id = 990099",
    ],
    "register_counters": [
        "INSERT INTO {} (id, unit_id, code, name_id, name_en)"
        " SELECT 990099, max(id), 'ZZZZZZ', 'X', 'X' FROM register_units",
        "UPDATE {} SET closed_on = '2024-05-01' WHERE id = 990099",
        "DELETE FROM {} WHERE id = 990099",
    ],
    "register_counter_services": [
        "UPDATE {} SET service_id = (SELECT max(id) FROM register_services)",
        "DELETE FROM {}",
        "INSERT INTO {} (counter_id, service_id)"
        " SELECT max(c.id), max(s.id) FROM register_counters c, register_services s",
    ],
    "register_questionnaires": [
        "INSERT INTO {} (id, instrument) VALUES (990099, 'lain')",
        "UPDATE {} SET instrument = 'baru' WHERE id = 990099",
        "DELETE FROM {} WHERE id = 990099",
    ],
    "register_questionnaire_versions": [
        "INSERT INTO {} (id, questionnaire_id, number, starts_month, content, frozen)"
        " SELECT 990099, questionnaire_id, 2, starts_month, content, FALSE FROM register_questionnaire_versions",
        "UPDATE {} SET content = '[]' WHERE id = 990099",
        "UPDATE {} SET starts_month = starts_month + 1 WHERE NOT frozen",
        "DELETE FROM {} WHERE id = 990099",
    ],
    "record_editions": [
        "INSERT INTO {} (id, scope, kind, sequence, revision, cutoff, closed_on, hash, has_figure, document)"
        " SELECT 'x', scope, kind, 2, revision, cutoff, closed_on, hash, has_figure, document"
        " FROM record_editions",
    ],
    **staff_guards.SHOWING,
    **performance_guards.SHOWING,
    **forum_guards.SHOWING,
}
"""What any page may show; each statement must raise the site's revision, so that kept pages are made again."""


@pytest.fixture
def ids(session: Session) -> dict[str, int]:
    """Fill every guarded table; return the ids of a released and of a held batch."""
    factories.make_site(session)
    unit = factories.make_unit(session)
    service = factories.make_service(session, unit)
    factories.make_service(session, unit)
    counter = factories.make_counter(session, unit, [service])
    version = factories.the_version(session)
    version.frozen = True
    closed, held, _open = (
        factories.make_responses(
            session, counter, ["3" * 9] * 10, month=MONTH, sex="male", age="a2", education="e3"
        )
        for _ in range(3)
    )
    released_id, held_id = (
        _batch(session, unit, version, counter, rows, n) for n, rows in enumerate((closed, held), 1)
    )
    session.get_one(Batch, released_id).released_on = date(2024, 3, 31)
    key = {"unit_id": unit.id, "month": MONTH}
    comment = Comment(id=bytes(16), text="Cepat.", handle=bytes(range(32)), **key)
    session.add_all(
        [
            Submission(unit_id=unit.id, key_hash=HASH, body_seal=bytes(range(32))),
            Handle(handle=HASH, response_id=closed[0].id, seed=HASH, **key),
            Event(id=bytes(16), response_id=closed[0].id, kind="withdrawn", **key),
            comment,
            Closing(
                unit_id=unit.id, instrument="skm", cutoff=date(2024, 3, 31), outcome="released",
                closed_on=date(2024, 4, 1),
            ),
            Edition(
                id="kantor-antara-1", scope=unit.slug, unit_id=unit.id, kind="interim", sequence=1, revision=0,
                cutoff=date(2024, 3, 31), closed_on=date(2024, 4, 1), hash="0" * 64, has_figure=True,
                document='{"n":10}',
            ),
        ]
    )  # fmt: skip
    session.flush()
    staff_guards.fill(session, unit, "kantor-antara-1", held[0], comment)
    performance_guards.fill(session, unit, "kantor-antara-1")
    forum_guards.fill(session, unit)
    session.commit()
    foreign_id = _batch(session, factories.make_unit(session), version, counter, [], 1)
    return {"released": released_id, "held": held_id, "foreign": foreign_id}


def _batch(
    session: Session,
    unit: Unit,
    version: QuestionnaireVersion,
    counter: Counter,
    responses: list[Response],
    number: int,
) -> int:
    """Add a held batch with its tally, and put responses into it."""
    batch = Batch(
        unit_id=unit.id, instrument="skm", number=number, period=4048, first_month=MONTH, last_month=MONTH,
        cutoff=date(2024, 3, 31), received=10, carried_in=0, counted=10, quarantined=0, void=0, carried_out=0,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    for response in responses:
        response.batch_id = batch.id
    session.add(
        Tally(
            batch_id=batch.id, version_id=version.id, service_id=0, counter_id=counter.id, tier=0,
            n=10, total=270, squares=7290, counts=ZEROS,
        )
    )  # fmt: skip
    session.commit()
    return batch.id


def run(session: Session, statement: str, values: dict[str, int]) -> int:
    """Run a statement with those of the values that it names; return how many rows it met."""
    used = {name: value for name, value in values.items() if f":{name}" in statement}
    return int(session.execute(text(statement), used).rowcount)  # type: ignore[attr-defined]


def test_every_rule_is_tried():
    assert set(RULES) == set(FORBIDDEN)


GUARDED = sorted({table for table, _operation in RULES})


def test_forbidden_changes_are_refused(session, ids):
    for key, statements in FORBIDDEN.items():
        for statement in statements:
            with pytest.raises(IntegrityError, match=RULES[key]), session.begin_nested():
                run(session, statement, ids)


def test_named_changes_are_allowed(session, ids):
    for what, statement in ALLOWED.items():
        with session.begin_nested() as tried:
            assert run(session, statement, ids) > 0, what
            tried.rollback()


def test_a_held_batch_gets_further_tallies(session, ids):
    tally = session.scalars(select(Tally).where(Tally.batch_id == ids["held"])).one()
    values = {column.name: getattr(tally, column.name) for column in Tally.__table__.columns}
    session.execute(insert(Tally).values(**values | {"tier": 3}))
    assert session.scalar(select(func.count()).select_from(Tally).where(Tally.batch_id == ids["held"])) == 2


def test_what_was_not_answered_yet_may_change_or_go(session, ids):
    session.execute(
        text(
            "INSERT INTO register_questionnaire_versions"
            " (id, questionnaire_id, number, starts_month, content, frozen)"
            " SELECT 990099, questionnaire_id, 2, starts_month, content, FALSE"
            " FROM register_questionnaire_versions"
        )
    )
    for change in ("UPDATE {} SET content = '[]' WHERE id = 990099", "DELETE FROM {} WHERE id = 990099"):
        assert run(session, change.format("register_questionnaire_versions"), {}) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_guarded_tables_are_never_emptied_at_once(session, ids):
    for table in (*GUARDED, "register_units", "register_site, record_editions"):
        with pytest.raises(IntegrityError, match="never emptied"), session.begin_nested():
            run(session, f"TRUNCATE {table} CASCADE", {})


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_row_is_not_replaced_under_cover_of_an_insert(session, ids):
    for table in (
        "record_editions",
        "sealed_submissions",
        "sealed_comments",
        "sealed_days",
        "record_achievements",
    ):
        with pytest.raises(IntegrityError, match="never"), session.begin_nested():
            run(session, f"REPLACE INTO {table} SELECT * FROM {table} WHERE TRUE LIMIT 1", {})


def test_what_pages_show_raises_the_revision(session, ids):
    for table, statements in SHOWING.items():
        with session.begin_nested() as tried:
            for statement in statements:
                before = session.scalar(select(Site.revision)) or 0
                assert run(session, statement.format(table), ids) > 0, statement
                assert (session.scalar(select(Site.revision)) or 0) > before, statement
            tried.rollback()


def test_every_change_that_pages_show_is_tried():
    assert {table for guards in GUARDS for table, _ in guards.SHOWN} == set(SHOWING)
    shown = {name for name in Site.metadata.tables if name.startswith(("register_", "record_"))}
    assert shown - {"register_site"} == set(SHOWING)


def test_an_answer_leaves_the_revision_alone_even_the_one_that_freezes_a_version(session, ids):
    before = session.scalar(select(Site.revision))
    counter = session.scalars(select(Counter)).one()
    factories.make_responses(session, counter, ["4" * 9], month=MONTH, days=1)
    session.add(Day(unit_id=counter.unit_id, day=date(2024, 5, 2)))
    session.execute(update(QuestionnaireVersion).values(frozen=True))
    session.commit()
    assert session.scalar(select(Site.revision)) == before
