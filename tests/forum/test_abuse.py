"""Whatever comes in at the door and past a moderator who sees no harm in it, nothing unsafe is shown."""

import re
import secrets
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.db import db
from portal.domain.moderation import MOST_MARKS
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.domain.receipts import FormKey, seal_form_key
from portal.domain.redaction import REDACTED
from portal.forum.queries import TOPICS
from portal.forum.writing_views import WRITE
from portal.limits import limiter
from portal.models import Contribution, TopicPost, Unit
from portal.text import printable
from tests.admin.moderation.desk import DESK, hidden
from tests.conftest import SECRET, open_app
from tests.factories import make_site, make_unit
from tests.forum import abuse
from tests.forum.conversation import make_topic
from tests.performance import make_employee
from tests.staff import make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

MARKER = "Penandauji"
"""Stands in everything that is sent, so that the search finds it."""
ATOM = "{http://www.w3.org/2005/Atom}"
FEED_TAGS = {
    "feed", "title", "id", "updated", "link", "entry", "author", "name", "category", "content",
}  # fmt: skip
ADDRESSES = {"href", "src", "action", "formaction", "srcset", "style", "content", "http-equiv"}

Shape = set[tuple[str, tuple[tuple[str, str], ...]]]


class Plain(FlaskClient):
    """A client that checks no page: each one is parsed here, once."""

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        with self.application.app_context():
            return super().open(*args, **kwargs)


def new_key() -> str:
    key = FormKey(random=secrets.token_bytes(16), made=datetime.now(WITA))
    return seal_form_key(key, secret=SECRET, place="forum:baru")


def proposed(office: Unit, text: str, **changes: str) -> dict[str, str]:
    """Return the form of a topic with a text in its title and in its words."""
    title = f"{MARKER} {text}"[:120]
    words = f"{MARKER} {text} dan antrean di loket panjang."
    return {
        "kunci": new_key(),
        "kantor": office.slug,
        "judul": title,
        "isi": words,
        "nama": "",
        "yakin": "y",
    } | changes


def parsed(page: str) -> Element:
    root: Element = html5lib.parse(page, namespaceHTMLElements=False)
    return root


def shape(root: Element) -> Shape:
    """Return which elements a page has, with their attributes' names; addresses with their digits left out."""
    return {
        (each.tag, tuple(sorted((name, _told(name, value)) for name, value in each.attrib.items())))
        for each in root.iter()
        if isinstance(each.tag, str)
    }


def _told(name: str, value: str) -> str:
    return re.sub(r"[0-9a-f]{32}|[0-9]+", "#", value) if name in ADDRESSES else ""


def entries_of(feed: str) -> int:
    """Return how many entries a feed has, of elements of Atom only; a feed that is no XML raises."""
    tags = Counter(each.tag for each in ElementTree.fromstring(feed).iter())
    assert {tag.removeprefix(ATOM) for tag in tags} <= FEED_TAGS
    return tags[f"{ATOM}entry"]


@dataclass(kw_only=True)
class Forum:
    """A forum, a citizen and a moderator. known: the shapes of pages on which nobody meant harm."""

    office: Unit
    citizen: FlaskClient
    moderator: FlaskClient
    known: dict[str, Shape] = field(default_factory=lambda: defaultdict(set))
    at_desk: str = ""

    def publish(self, text: str, **changes: str) -> TopicPost:
        """Send a text in through the door and let it through at the desk as it is proposed there."""
        sent = self.citizen.post("/forum/baru", data=proposed(self.office, text, **changes))
        assert sent.status_code == 303, sent.text
        db.session.expire_all()
        waiting = db.session.scalars(select(Contribution).where(Contribution.state == "waiting")).one()
        address = f"{DESK}/{waiting.id.hex()}"
        page = self.moderator.get(address)
        self.at_desk = page.text
        assert self.moderator.post(f"{address}/terbit", data=hidden(page)).status_code == 303
        return db.session.scalars(select(TopicPost).order_by(TopicPost.id.desc()).limit(1)).one()

    def fetch(self, address: str) -> str:
        """Return a public page, on which no letter turns others round or spills over them."""
        page = self.citizen.get(address).text
        assert not set(abuse.DIRECTIONS) & set(page), address
        assert not re.search(f"[\u0300-\u036f\u0489]{{{MOST_MARKS + 1}}}", page), address
        return page

    def learn(self) -> None:
        """Learn how pages look on which nobody meant harm, lists of several pages among them."""
        for _ in range(TOPICS):
            make_topic(db.session, self.office, title=MARKER, text=MARKER)
        for text, nickname in ((f"Pak {abuse.OFFICER}", ""), ("(aman)", ""), ("(aman)", "Warga")):
            post = self.publish(text, nama=nickname)
            for name, page in self._pages(post) | self._lists():
                self.known[name] |= shape(parsed(page))

    def _pages(self, post: TopicPost) -> set[tuple[str, str]]:
        return {("topic", self.fetch(f"/forum/{post.topic_id}")), ("desk", self.at_desk)}

    def _lists(self) -> set[tuple[str, str]]:
        return {("list", self.fetch("/forum")), ("hits", self.fetch(f"/forum?cari={MARKER}"))}

    def check_all(self, texts: Mapping[str, str], **changes: str) -> dict[str, Element]:
        """Publish texts, require that none adds an element or attribute, and return where their words stand."""
        places = {}
        for number, (name, text) in enumerate(texts.items(), 1):
            post = self.publish(text, **changes)
            roots = {page: parsed(html) for page, html in self._pages(post)}
            for page, root in roots.items():
                assert shape(root) <= self.known[page], name
            assert entries_of(self.fetch(f"/forum/{post.topic_id}.atom")) == 1, name
            places[name] = words_on(roots["topic"])
            if number % TOPICS == 0 or number == len(texts):
                self.check_lists()
        return places

    def check_lists(self) -> None:
        """Require the same of the pages on which the topics of late stand together."""
        for page, html in self._lists():
            assert shape(parsed(html)) <= self.known[page]
        assert entries_of(self.fetch("/forum.atom")) > 1


def words_on(root: Element) -> Element:
    """Return the element of a topic's page that holds the first post's words."""
    written = (each for each in root.iter() if "as-written" in each.get("class", ""))
    return next(each for each in written if MARKER in (each.text or ""))


@pytest.fixture
def forum(app, session) -> Forum:
    make_site(session)
    office = make_unit(session, name_id="Dinas Uji", name_en="Test Office")
    make_employee(session, office, name=abuse.OFFICER)
    moderator = Plain(app)
    sign_in(moderator, make_account(session, Role.MODERATOR))
    return Forum(office=office, citizen=Plain(app), moderator=moderator)


def test_no_script_payload_becomes_anything_but_words(forum, capsys):
    forum.learn()
    for name, words in forum.check_all(abuse.SCRIPTS).items():
        assert len(words) == 0, name
        assert printable(abuse.SCRIPTS[name]) in (words.text or ""), name
    forum.check_all({"nickname": "(nama)"}, nama="<b onclick=x>&#60;i&#62;</b>")
    for name, raw in abuse.BROKEN.items():
        body = b"&".join(b"%s=%s" % (key.encode(), raw * 3) for key in ("judul", "isi", "kunci"))
        kind = "application/x-www-form-urlencoded"
        assert forum.citizen.post("/forum/baru", data=body, content_type=kind).status_code == 400, name
    with capsys.disabled():
        print(f"\n{len(abuse.SCRIPTS) + 1} script payloads shown as words, {len(abuse.BROKEN)} bodies refused")


def test_nothing_a_citizen_writes_becomes_a_link_or_turns_the_line_round(forum, capsys):
    forum.learn()
    forum.check_all({text: text for text in abuse.LINKS})
    for name, words in forum.check_all(abuse.BIDIRECTIONAL).items():
        assert words.get("dir") == "auto", name
        kept = [letter for letter in abuse.BIDIRECTIONAL[name] if letter not in abuse.DIRECTIONS]
        assert "".join(kept) in (words.text or ""), name
    forum.check_all({"zalgo": abuse.ZALGO})
    with capsys.disabled():
        print(
            f"\n{len(abuse.LINKS)} links, {len(abuse.BIDIRECTIONAL)} bidirectional texts and 1 pile of marks tamed"
        )


def test_personal_data_and_names_of_officers_are_covered_on_every_page(forum, capsys):
    for secret in abuse.PERSONAL.values():
        _require_covered(forum, f"hubungi {secret} saja", abuse.PERSONAL_PARTS)
    for spelling in abuse.OFFICER_SPELLINGS:
        _require_covered(forum, f"petugas {spelling} galak", abuse.OFFICER_PARTS)
    everywhere = "".join(map(forum.fetch, ("/forum", "/forum?hal=2", f"/forum?cari={MARKER}", "/forum.atom")))
    for secret in (*abuse.PERSONAL.values(), *abuse.OFFICER_SPELLINGS):
        assert printable(secret) not in everywhere, secret
    with capsys.disabled():
        names = len(abuse.OFFICER_SPELLINGS)
        print(f"\n{len(abuse.PERSONAL)} spellings of personal data and {names} of an officer's name covered")


def _require_covered(forum: Forum, text: str, parts: tuple[str, ...]) -> None:
    post = forum.publish(text)
    for said in (post.heading, post.text):
        assert REDACTED in said, text
        assert not [part for part in parts if part in said.casefold()], text
    for address in (f"/forum/{post.topic_id}", f"/forum/{post.topic_id}.atom"):
        page = forum.fetch(address)
        assert post.text in page, text
        assert printable(text) not in page, text


def test_one_form_makes_one_row_however_often_it_is_sent(forum, session):
    form = proposed(forum.office, "(sekali)")
    before = rows(session)
    answers = {forum.citizen.post("/forum/baru", data=form).headers["Location"] for _ in range(5)}
    assert len(answers) == 1
    assert rows(session) == before + 1
    changed = forum.citizen.post("/forum/baru", data=form | {"judul": "Judul yang lain"})
    assert changed.status_code == 422
    assert rows(session) == before + 1


def rows(session) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(Contribution)) or 0


@pytest.fixture
def limited_app(migrated_app, database_url, tmp_path):
    """Return an app that counts requests, with a copy of the empty database."""
    copy = tmp_path / "portal.sqlite3"
    with closing(sqlite3.connect(urlsplit(database_url).path)) as empty, closing(sqlite3.connect(copy)) as own:
        empty.backup(own)
    with open_app(f"sqlite:///{copy}", rate_limits=True) as app:
        yield app
    limiter.enabled = False  # There is one limiter in the process, and the other tests do without.


def test_a_flood_from_one_address_is_stopped_and_stops_nobody_else(limited_app: Flask, capsys):
    a_minute = int(WRITE.split()[0])
    with limited_app.app_context():
        make_site(db.session)
        office = make_unit(db.session)
        fast = Plain(limited_app)
        forms = [proposed(office, f"nomor {number}") for number in range(2 * a_minute + 5)]
        for form in forms[: a_minute + 1]:  # What has a fault reaches no moderator and counts for nothing.
            assert fast.post("/forum/baru", data=form | {"judul": ""}).status_code == 422
        answers = [fast.post("/forum/baru", data=form) for form in forms]
        statuses = Counter(answer.status_code for answer in answers)
        assert set(statuses) == {303, 429}
        assert statuses[429] >= 5  # Not more: a minute may end while they are sent.
        db.session.rollback()  # It began to read before the flood.
        assert rows(db.session) == statuses[303]
        refused = next(answer for answer in answers if answer.status_code == 429)
        assert "belum terkirim" in refused.text
        assert forms[-1]["isi"] in answers[-1].text
        assert forms[-1]["kunci"] in answers[-1].text
        elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
        assert fast.post("/forum/baru", data=forms[-1], environ_overrides=elsewhere).status_code == 303
    with capsys.disabled():
        print(f"\nflood of {len(forms)}: {statuses[303]} taken, {statuses[429]} refused")
