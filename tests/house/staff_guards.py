"""What test_guards tries on the staff area's tables."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from portal.models import (
    Account,
    Action,
    AuditEntry,
    Comment,
    Handling,
    ImportedResult,
    Reply,
    Response,
    Sheet,
    Statement,
    Unit,
)

NOW = datetime(2024, 4, 2, 1, 0, tzinfo=UTC)
DAY = date(2024, 4, 2)

_NEVER_DELETED = (
    "personnel_audit", "personnel_accounts", "personnel_actions", "record_statements", "record_imported_results",
    "sealed_handlings", "sealed_replies", "sealed_sheets",
)  # fmt: skip

FORBIDDEN = {
    **{(table, "DELETE"): [f"DELETE FROM {table}"] for table in _NEVER_DELETED},
    ("personnel_audit", "UPDATE"): ["UPDATE personnel_audit SET who = 'Orang lain'"],
    ("record_statements", "UPDATE"): ["UPDATE record_statements SET content = '{}'"],
    ("record_imported_results", "UPDATE"): ["UPDATE record_imported_results SET ikm = 9900"],
    ("sealed_handlings", "UPDATE"): [
        "UPDATE sealed_handlings SET redactions = '[]'",
        "UPDATE sealed_handlings SET statement = NULL",
    ],
    ("sealed_replies", "UPDATE"): ["UPDATE sealed_replies SET text = 'Lain'"],
    ("sealed_replies", "INSERT"): [
        "INSERT INTO sealed_replies (unit_id, comment_id, side, text)"
        " SELECT unit_id, id, 'writer', 'Terima kasih' FROM sealed_comments WHERE text = 'Sepi.'"
    ],
    ("sealed_sheets", "UPDATE"): [
        "UPDATE sealed_sheets SET number = 8",
        "UPDATE sealed_sheets SET keyed_by = second_by",
        "UPDATE sealed_sheets SET second_scores = '111111111'",
        "UPDATE sealed_sheets SET sampled = FALSE",
        "UPDATE sealed_sheets SET month = month + 1",
        "UPDATE sealed_sheets SET differing = 0",
    ],
}

ALLOWED = {
    "a reply is erased": "UPDATE sealed_replies SET text = ''",
    "a comment's themes change": "UPDATE sealed_handlings SET themes = '[\"biaya\"]'",
    "a sheet is written again": "UPDATE sealed_sheets SET month = month",
    "two readings are settled": "UPDATE sealed_sheets SET settled_by = (SELECT max(id) FROM personnel_accounts)",
    "an account is disabled": "UPDATE personnel_accounts SET active = FALSE",
}

SHOWING = {
    "register_themes": [
        "INSERT INTO {} (id, slug, name_id, name_en, keywords) VALUES (990099, 'x', 'X', 'X', '[]')",
        "UPDATE {} SET name_id = 'Y' WHERE id = 990099",
        "DELETE FROM {} WHERE id = 990099",
    ],
    "register_targets": [
        "INSERT INTO {} (unit_id, kind, sequence, population, note) SELECT max(id), 'year', 1, 9, ''"
        " FROM register_units",
        "UPDATE {} SET population = 10",
        "DELETE FROM {}",
    ],
    "register_visits": [
        "INSERT INTO {} (counter_id, month, visitors) SELECT max(id), 1, 9 FROM register_counters",
        "UPDATE {} SET visitors = 10",
        "DELETE FROM {}",
    ],
    "register_old_codes": [
        "INSERT INTO {} (code, counter_id, replaced_on) SELECT 'YYYYYY', max(id), '2024-04-01'"
        " FROM register_counters",
        "UPDATE {} SET replaced_on = '2024-04-02'",
        "DELETE FROM {}",
    ],
    "register_retention": [
        "INSERT INTO {} (kind, months) VALUES ('x', 3)",
        "UPDATE {} SET months = 4",
        "DELETE FROM {} WHERE kind = 'x'",
    ],
    "record_statements": [
        "INSERT INTO {} (id, unit_id, kind, subject, revision, published_on, content, retracted)"
        " SELECT 99999, max(id), 'action', 'y', 0, '2024-04-01', '{{}}', FALSE FROM register_units",
    ],
    "record_imported_results": [
        "INSERT INTO {} (id, unit_id, kind, sequence, revision, ikm, source, imported_on)"
        " SELECT 99999, max(id), 'year', 9, 0, 8000, '', '2024-04-01' FROM register_units",
    ],
}


def fill(session: Session, unit: Unit, edition_id: str, response: Response, comment: Comment) -> None:
    """Add a row to each table that the staff area's rules guard."""
    first, second, third = (
        Account(email=f"{name}@uji.go.id", name=name, fs_uniquifier=name, created_at=NOW)
        for name in ("satu", "dua", "tiga")
    )
    session.add_all([first, second, third])
    session.flush()
    key = {"unit_id": unit.id, "comment_id": comment.id}
    session.add_all(
        [
            AuditEntry(at=NOW, who="satu", verb="saw", subject="comments", subject_id="", detail={}),
            Action(
                unit_id=unit.id, edition_id=edition_id, element="waktu", program="Loket kedua", owner="Kasubag",
                due_on=DAY, wording_id="Kami menambah loket.", wording_en="A second counter.", subject="a1",
                created_on=DAY,
            ),
            Statement(unit_id=unit.id, kind="action", subject="a1", revision=0, published_on=DAY, content={}),
            ImportedResult(
                unit_id=unit.id, kind="year", sequence=2023, ikm=8000, source="Laporan 2023", imported_on=DAY
            ),
            Handling(
                **key, state="published", themes=[], redactions=[[0, 2, "name"]], statement="k1",
                proposed_by=first.id, decided_by=second.id,
            ),
            Comment(unit_id=unit.id, id=b"\1" * 16, month=comment.month, text="Sepi.", handle=b"\1" * 32),
            Sheet(
                unit_id=unit.id, number=7, month=response.month, response_id=response.id, keyed_by=first.id,
                sampled=True, second_scores="333333333", second_by=second.id, differing=1,
            ),
        ]
    )  # fmt: skip
    session.flush()
    session.add(Reply(**key, side="unit", text="Sudah kami perbaiki.", author_id=first.id, posted_on=DAY))
    session.flush()
    session.add(Reply(**key, side="writer", text="Terima kasih."))
