"""New codes: drawn, never given twice, and the old one is kept as an old one."""

from datetime import date
from itertools import chain, cycle

import pytest
from sqlalchemy import select

from portal.admin.counters import actions
from portal.admin.counters.actions import CounterFacts
from portal.domain.words import Words
from portal.models import AuditEntry, Counter, OldCode
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.factories import make_counter, make_site, make_unit

FACTS = CounterFacts(name=Words("Loket", "Counter"), hours="", officers=None, service_ids=())


@pytest.fixture(autouse=True)
def site(session):
    make_site(session)


def drawing(*codes):
    """Return a chooser that draws these codes, letter by letter."""
    letters = chain("".join(codes), cycle("Z"))
    return lambda _letters: next(letters)


def test_a_code_that_a_counter_has_or_had_is_not_drawn_again(session):
    unit = make_unit(session)
    taken = make_counter(session, unit, code="AAAAAA")
    session.add(OldCode(code="BBBBBB", counter_id=taken.id, replaced_on=date(2025, 1, 1)))
    session.flush()
    added = actions.add_counter(session, unit.id, FACTS, choose=drawing("AAAAAA", "BBBBBB", "CCCCCC"))
    assert added.code == "CCCCCC"
    draw = drawing("CCCCCC", "AAAAAA", "BBBBBB", "DDDDDD")
    assert actions.replace_code(session, added, choose=draw, today=date(2026, 1, 1)) == "DDDDDD"


def test_a_counter_with_a_new_code_remembers_the_old_one(app, session):
    unit = make_unit(session)
    counter = make_counter(session, unit)
    old = counter.code
    owner = as_staff(app, session)
    address = f"/staf/kantor/{unit.slug}/loket/{old}/kode-baru"
    assert "tidak berlaku lagi dan harus diganti" in owner.get(address).text
    answer = submit(owner, address)
    session.expire_all()
    new = session.scalar(select(Counter.code).where(Counter.id == counter.id))
    assert new != old
    assert answer.location == f"/staf/kantor/{unit.slug}/loket/{new}"
    page = owner.get(answer.location).text
    assert old in page
    assert "ganti yang lama" in page
    assert owner.get(address).status_code == 404
    assert "posternya" in owner.get(f"/staf/kantor/{unit.slug}/loket/{new}/kode-baru").text
    details = session.scalars(select(AuditEntry.detail).where(AuditEntry.subject == "counters")).all()
    assert {"code": [old, new]} in details
