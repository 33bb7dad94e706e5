"""What test_guards tries on the tables of the forum, consultations, sealed reports and notices."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from portal.models import (
    Agreement,
    Attendance,
    Consultation,
    ConsultationFile,
    Contribution,
    ModerationCount,
    Notice,
    ReportMessage,
    SealedReport,
    ThemeReport,
    Topic,
    TopicPost,
    Unit,
)
from tests.staff import make_account

DAY = date(2024, 4, 2)
NOW = datetime(2024, 4, 2, 1, 0, tzinfo=UTC)

_NEVER_DELETED = (
    "record_topics", "record_topic_posts", "record_moderation_counts", "record_theme_reports",
    "record_consultations", "sealed_contributions", "sealed_reports", "sealed_report_messages",
    "personnel_notices",
)  # fmt: skip
_OF_A_MEETING = ("record_consultation_files", "record_attendance", "record_agreements")
_EMPTY = "text = '', heading = '', nickname = ''"
_CITIZENS = "kind = 'citizen' AND state = 'shown'"
_ENDED = "(SELECT id FROM record_consultations WHERE state = 'concluded')"
_COMING = "(SELECT id FROM record_consultations WHERE state = 'announced')"

FORBIDDEN = {
    **{(table, "DELETE"): [f"DELETE FROM {table}"] for table in _NEVER_DELETED},
    **{(table, "DELETE"): [f"DELETE FROM {table} WHERE consultation_id = {_ENDED}"] for table in _OF_A_MEETING},
    **{
        (table, "UPDATE"): [
            f"UPDATE {table} SET {column} = {column} WHERE consultation_id = {_ENDED}",
            f"UPDATE {table} SET consultation_id = {_ENDED} WHERE consultation_id = {_COMING}",
        ]
        for table, column in zip(_OF_A_MEETING, ("title", "n", "owner"), strict=True)
    },
    ("record_consultation_files", "INSERT"): [
        "INSERT INTO record_consultation_files (consultation_id, title, kind, stored, size, digest, added_on)"
        f" VALUES ({_ENDED}, 'Baru', 'pdf', 'x', 1, 'x', '2024-04-02')"
    ],
    ("record_attendance", "INSERT"): [
        f"INSERT INTO record_attendance (consultation_id, party, n) VALUES ({_ENDED}, 'media', 3)"
    ],
    ("record_agreements", "INSERT"): [
        "INSERT INTO record_agreements (consultation_id, number, wording_id, wording_en, owner, due_on, element)"
        f" VALUES ({_ENDED}, 9, 'x', 'x', 'x', '2024-05-02', 'ikm')"
    ],
    ("record_consultations", "UPDATE"): [
        "UPDATE record_consultations SET minutes = 'Lain' WHERE state = 'concluded'",
        "UPDATE record_consultations SET announced_on = '2024-01-01' WHERE state = 'announced'",
    ],
    ("record_topics", "UPDATE"): [
        "UPDATE record_topics SET title = 'Judul lain'",
        "UPDATE record_topics SET origin = 'office'",
        "UPDATE record_topics SET opened_on = '2024-01-01'",
        "UPDATE record_topics SET posts = posts - 1",
    ],
    ("record_topic_posts", "UPDATE"): [
        "UPDATE record_topic_posts SET text = 'Lain' WHERE kind = 'citizen'",
        "UPDATE record_topic_posts SET kind = 'official' WHERE kind = 'citizen'",
        "UPDATE record_topic_posts SET posted_on = '2024-01-01'",
        f"UPDATE record_topic_posts SET {_EMPTY}, state = 'removed', reason = 'insult' WHERE kind = 'official'",
        "UPDATE record_topic_posts SET nickname = '' WHERE state = 'withdrawn'",
    ],
    ("record_moderation_counts", "UPDATE"): [
        "UPDATE record_moderation_counts SET n = n - 1",
        "UPDATE record_moderation_counts SET reason = 'advert'",
    ],
    ("record_theme_reports", "UPDATE"): ["UPDATE record_theme_reports SET published_on = '2024-01-01'"],
    ("sealed_contributions", "UPDATE"): [
        "UPDATE sealed_contributions SET text = 'Lain'",
        "UPDATE sealed_contributions SET nickname = 'Orang lain'",
        "UPDATE sealed_contributions SET handle = id",
    ],
    ("sealed_reports", "UPDATE"): [
        "UPDATE sealed_reports SET words = id",
        "UPDATE sealed_reports SET kind = 'other'",
        "UPDATE sealed_reports SET may_hand_over = FALSE",
    ],
    ("sealed_report_messages", "UPDATE"): [
        "UPDATE sealed_report_messages SET words = report_id",
        "UPDATE sealed_report_messages SET number = 9",
    ],
    ("personnel_notices", "UPDATE"): [
        "UPDATE personnel_notices SET body = 'Lain' WHERE state = 'waiting'",
        "UPDATE personnel_notices SET attempts = 9 WHERE state = 'sent'",
    ],
}

ALLOWED = {
    "a topic's title goes": "UPDATE record_topics SET title = ''",
    "a post is withdrawn": f"UPDATE record_topic_posts SET {_EMPTY}, state = 'withdrawn' WHERE {_CITIZENS}",
    "a post is removed": f"UPDATE record_topic_posts SET {_EMPTY}, state = 'removed', reason = 'insult'"
    f" WHERE {_CITIZENS}",
    "a post loses its name": f"UPDATE record_topic_posts SET nickname = '' WHERE {_CITIZENS}",
    "a coming consultation is moved": "UPDATE record_consultations SET held_on = '2024-06-03'"
    " WHERE state = 'announced'",
    "attendance is counted again": f"UPDATE record_attendance SET n = 4 WHERE consultation_id = {_COMING}",
    "an agreement is taken off": f"DELETE FROM record_agreements WHERE consultation_id = {_COMING}",
    "a contribution is erased": "UPDATE sealed_contributions SET text = '', title = '', nickname = ''",
    "a report is erased": "UPDATE sealed_reports SET words = substr(words, 1, 0)",
    "a message is erased": "UPDATE sealed_report_messages SET words = substr(words, 1, 0)",
    "a notice is given up": "UPDATE personnel_notices SET state = 'failed' WHERE state = 'waiting'",
}

SHOWING = {
    "record_topics": [
        "INSERT INTO {} (id, unit_id, origin, title, opened_on, state, reopened, posts, last_on)"
        " SELECT 990099, max(id), 'office', 'x', '2024-04-02', 'open', 0, 0, '2024-04-02' FROM register_units",
        "UPDATE {} SET posts = posts + 1 WHERE id = 990099",
    ],
    "record_topic_posts": [
        "INSERT INTO {} (id, topic_id, number, kind, nickname, party, heading, text, posted_on, state, reason)"
        " SELECT 990099, max(id), 99, 'citizen', 'x', '', '', 'x', '2024-04-02', 'shown', ''"
        " FROM record_topics",
        "UPDATE {} SET nickname = '' WHERE id = 990099",
    ],
    "record_moderation_counts": [
        "INSERT INTO {} (unit_id, year, act, reason, n) SELECT max(id), 2030, 'published', '', 1"
        " FROM register_units",
        "UPDATE {} SET n = n + 1",
    ],
    "record_theme_reports": [
        "INSERT INTO {} (id, unit_id, kind, sequence, published_on, content)"
        " SELECT 990099, max(id), 'year', 9, '2024-04-02', '{{}}' FROM register_units",
    ],
    "record_consultations": [
        "UPDATE {} SET place = 'Aula' WHERE state = 'announced'",
        "INSERT INTO {} (id, unit_id, topic_id, title_id, title_en, purpose_id, purpose_en, held_on, starts, ends,"
        " place, link, state, announced_on, minutes, chair, secretary, reason)"
        " SELECT 990099, unit_id, max(id), 'x', 'x', 'x', 'x', '2024-05-02', '09:00', '11:00', 'x', '',"
        " 'announced', '2024-04-02', '', '', '', '' FROM record_topics WHERE id NOT IN"
        " (SELECT topic_id FROM record_consultations) GROUP BY unit_id",
    ],
    "record_consultation_files": [
        "INSERT INTO {} (id, consultation_id, title, kind, stored, size, digest, added_on)"
        f" VALUES (990099, {_COMING}, 'Baru', 'pdf', 'x', 1, 'x', '2024-04-02')",
        "UPDATE {} SET title = 'Lain' WHERE id = 990099",
        "DELETE FROM {} WHERE id = 990099",
    ],
    "record_attendance": [
        f"INSERT INTO {{}} (consultation_id, party, n) VALUES ({_COMING}, 'media', 3)",
        "UPDATE {} SET n = 4 WHERE party = 'media'",
        "DELETE FROM {} WHERE party = 'media'",
    ],
    "record_agreements": [
        "INSERT INTO {} (id, consultation_id, number, wording_id, wording_en, owner, due_on, element)"
        f" VALUES (990099, {_COMING}, 9, 'x', 'x', 'x', '2024-05-02', 'ikm')",
        "UPDATE {} SET owner = 'y' WHERE id = 990099",
        "DELETE FROM {} WHERE id = 990099",
    ],
    "register_holidays": [
        "INSERT INTO {} (day, name) VALUES ('2024-06-10', 'Hari jadi')",
        "UPDATE {} SET name = 'Hari jadi kabupaten'",
        "DELETE FROM {}",
    ],
}


def fill(session: Session, unit: Unit) -> None:
    """Add topics with posts, a coming and a concluded consultation, and a row of everything else."""
    topics = [_topic(session, unit, origin) for origin in ("citizen", "consultation", "consultation")]
    for state, topic in zip(("announced", "held"), topics[1:], strict=True):
        _consultation(session, unit, topic, state)
    session.add(ModerationCount(unit_id=unit.id, year=2024, act="declined", reason="insult", n=2))
    session.add(ThemeReport(unit_id=unit.id, kind="semester", sequence=4048, published_on=DAY, content={}))
    session.add(
        Contribution(
            id=bytes(16), handle=bytes(32), body_seal=bytes(32), unit_id=unit.id, nickname="Warga",
            title="Antre", text="Antre lama.", language="id", received_on=DAY,
        )
    )  # fmt: skip
    session.add(
        SealedReport(
            id=bytes(16), handle=bytes(32), body_seal=bytes(32), kind="extortion", unit_id=unit.id, words=b"x",
            may_hand_over=True, received_on=DAY,
        )
    )  # fmt: skip
    session.flush()
    session.add(ReportMessage(report_id=bytes(16), number=1, side="writer", words=b"x", written_on=DAY))
    account = make_account(session)
    for made_on, state in ((DAY, "waiting"), (date(2024, 4, 3), "sent")):
        session.add(
            Notice(
                account_id=account.id, made_on=made_on, subject="x", body="x", state=state,
                sent_at=NOW if state == "sent" else None,
            )
        )  # fmt: skip
    session.commit()


def _topic(session: Session, unit: Unit, origin: str) -> Topic:
    topic = Topic(unit_id=unit.id, origin=origin, title="Antre", opened_on=DAY, last_on=DAY, posts=3)
    session.add(topic)
    session.flush()
    for number, (kind, state) in enumerate(
        (("citizen", "shown"), ("official", "shown"), ("citizen", "withdrawn"))
    ):
        words = "Antre lama." if state == "shown" else ""
        session.add(
            TopicPost(
                topic_id=topic.id, number=number + 1, kind=kind, text=words, posted_on=DAY, state=state,
                nickname="Warga" if words else "",
            )
        )  # fmt: skip
    session.flush()
    return topic


def _consultation(session: Session, unit: Unit, topic: Topic, state: str) -> None:
    """Add a consultation with all that belongs to it; one that was held is concluded."""
    consultation = Consultation(
        unit_id=unit.id, topic_id=topic.id, title_id="x", title_en="x", purpose_id="x", purpose_en="x",
        held_on=date(2024, 5, 2), starts="09:00", ends="11:00", place="Aula", state=state, announced_on=DAY,
    )  # fmt: skip
    session.add(consultation)
    session.flush()
    own = {"consultation_id": consultation.id}
    session.add(ConsultationFile(**own, title="x", kind="pdf", stored="x", size=1, digest="x", added_on=DAY))
    session.add(Attendance(**own, party="users", n=12))
    session.add(
        Agreement(
            **own, number=1, wording_id="x", wording_en="x", owner="x", due_on=date(2024, 6, 3), element="ikm"
        )
    )
    session.flush()
    if state == "held":
        consultation.state, consultation.concluded_on = "concluded", date(2024, 5, 3)
        session.flush()
