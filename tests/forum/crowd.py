"""Many topics with ten posts each, over thirty offices, added as rows: what a forum of years holds."""

from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.models import Contribution, Topic, TopicPost, Unit
from tests import factories

POSTS = 10
OFFICES = 30
STATES = ("waiting", "answered", "solved", "closed", "open")
FIRST = date(2024, 1, 2)
_WORDS = ("antrean", "berkas", "petugas", "parkir", "loket", "jadwal", "biaya", "formulir", "kursi", "informasi")


def add_topics(session: Session, count: int) -> list[Unit]:
    """Add topics with posts, and a waiting contribution for every tenth; return the offices."""
    offices = [factories.make_unit(session) for _ in range(OFFICES)]
    session.execute(insert(Topic), [_topic(number, offices) for number in range(1, count + 1)])
    session.execute(
        insert(TopicPost),
        [_post(topic, number) for topic in range(1, count + 1) for number in range(1, POSTS + 1)],
    )
    session.execute(insert(Contribution), [_waiting(number, offices) for number in range(1, count + 1, 10)])
    session.commit()
    return offices


def _day(topic: int) -> date:
    return FIRST + timedelta(days=topic % 700)


def _topic(number: int, offices: list[Unit]) -> dict[str, object]:
    state = STATES[number % len(STATES)]
    return {
        "id": number,
        "unit_id": offices[number % len(offices)].id,
        "origin": "citizen",
        "title": f"Soal {_WORDS[number % len(_WORDS)]} nomor {number}",
        "opened_on": _day(number),
        "state": state,
        "due_on": _day(number) + timedelta(days=7) if state == "waiting" else None,
        "reopened": 0,
        "posts": POSTS,
        "last_on": _day(number),
    }


def _post(topic: int, number: int) -> dict[str, object]:
    words = " ".join(_WORDS[(topic + number + step) % len(_WORDS)] for step in range(8))
    return {
        "topic_id": topic,
        "number": number,
        "kind": "official" if number % 4 == 0 else "citizen",
        "nickname": "",
        "party": "",
        "heading": f"Soal {_WORDS[topic % len(_WORDS)]} nomor {topic}" if number == 1 else "",
        "text": f"{words} kejadian{topic} tanggapan{number}.",
        "posted_on": _day(topic),
        "due_on": None,
        "state": "shown",
        "reason": "",
    }


def _waiting(number: int, offices: list[Unit]) -> dict[str, object]:
    digest = sha256(str(number).encode()).digest()
    return {
        "id": digest[:16],
        "handle": digest,
        "body_seal": digest,
        "unit_id": offices[number % len(offices)].id,
        "title": "Usul baru",
        "text": "Mohon ditambah kursi di ruang tunggu.",
        "nickname": "",
        "language": "id",
        "received_on": _day(number),
        "warned": False,
        "state": "waiting",
        "reason": "",
        "note": "",
    }
