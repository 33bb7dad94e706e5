"""What is published of a quarter: which offices together, from which entries, and what a revision may tell."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.admin.achievements import actions
from portal.admin.achievements.drafts import NotOverError, draft_publication
from portal.db import begin_write
from portal.domain.achievements import Outcome
from portal.domain.editions import digest
from portal.domain.evaluations import Term
from portal.models import Achievement, Entry
from tests.achieving import make_entry, make_officers
from tests.factories import make_site, make_unit
from tests.performance import make_employee, make_plan

SECOND = Term(year=2026, quarter=2)
JULY, AUGUST = date(2026, 7, 15), date(2026, 8, 20)
LATE = datetime(2026, 8, 1, tzinfo=UTC)


def publish(session, today=JULY):
    session.commit()
    begin_write(session)
    made = actions.publish(session, draft_publication(session, SECOND, today))
    session.commit()
    return made


def documents(session):
    session.expire_all()
    rows = session.scalars(select(Achievement).order_by(Achievement.id)).all()
    assert all(row.hash == digest(row.document.encode()) for row in rows)
    return {row.id: json.loads(row.document) for row in rows}


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji")


def test_a_small_office_is_published_with_the_one_above_and_a_lone_one_nowhere(session, office):
    below = make_unit(session, slug="bawah", parent_id=office.id)
    alone = make_unit(session, slug="sendiri")
    big = make_unit(session, slug="besar", parent_id=office.id)
    for unit, count in ((office, 3), (below, 2), (alone, 4), (big, 5)):
        make_officers(session, unit, count)
    publication = draft_publication(session, SECOND, JULY)
    assert [each.slug for each in publication.left] == ["sendiri"]
    assert publish(session) == ("besar-2026-kinerja-t2", "kantor-2026-kinerja-t2")
    found = documents(session)
    assert [office["slug"] for office in found["kantor-2026-kinerja-t2"]["offices"]] == ["bawah", "kantor"]
    assert {each["people"] for each in found.values()} == {5}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_only_what_happened_in_the_quarter_and_was_recorded_before_the_day_counts(session, office):
    officers = make_officers(session, office, 5)
    for officer, link in zip(officers[:4], ("", *["https://bulungan.go.id/bukti"] * 3), strict=True):
        make_entry(session, officer, date(2026, 6, 30), link=link)
    make_entry(session, officers[0], date(2026, 7, 1))
    make_entry(session, officers[1], date(2026, 6, 1), recorded=LATE)
    late = make_employee(session, office)
    plan = make_plan(session, late, supervisor_id=officers[0].id, approved=False)
    plan.state, plan.approved_at = "approved", datetime(2026, 7, 2, tzinfo=UTC)
    make_officers(session, office, 1, left_on=date(2026, 5, 1))
    publish(session)
    (made,) = documents(session).values()
    assert made["people"] == 5
    assert made["entries"] == {"all": 4, "with_evidence": 3}
    assert made["aspects"] == {"quantity": {"reached": 0, "on_track": 4, "behind": 0, "missed": 0, "no_data": 1}}
    assert (made["cutoff"], made["recorded_until"]) == ("2026-06-30", "2026-07-14")
    assert not any(officer.name in json.dumps(made) for officer in officers)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("changed", "outcome"), [(0, Outcome.SAME), (1, Outcome.HELD), (4, Outcome.HELD), (5, Outcome.REVISED)]
)
def test_a_revision_waits_until_it_tells_of_five_officers(session, office, changed, outcome):
    officers = make_officers(session, office, 7)
    publish(session)
    for officer in officers[:changed]:
        make_entry(session, officer, date(2026, 6, 1), recorded=LATE)
    (draft,) = draft_publication(session, SECOND, AUGUST).drafts
    assert draft.outcome is outcome
    assert publish(session, AUGUST) == (("kantor-2026-kinerja-t2-r1",) if outcome is Outcome.REVISED else ())
    if outcome is Outcome.REVISED:
        assert documents(session)["kantor-2026-kinerja-t2-r1"]["replaces"] == "kantor-2026-kinerja-t2"
        assert publish(session, date(2026, 8, 25)) == ()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_revision_cannot_be_subtracted_from_one_before_the_last(session, office):
    officers = make_officers(session, office, 7)
    publish(session)
    added = [make_entry(session, officer, date(2026, 6, 1), recorded=LATE) for officer in officers[:5]]
    publish(session, AUGUST)
    later = datetime(2026, 9, 1, tzinfo=UTC)
    for entry in added[1:]:
        taken_back = {"measure_id": entry.measure_id, "employee_id": entry.employee_id, "on_day": entry.on_day}
        session.add(Entry(**taken_back, value=None, corrects_id=entry.id, recorded_at=later))
    make_entry(session, officers[5], date(2026, 6, 1), recorded=later)
    # Five since the revision, but since the first publication only two: what is left of the one and the other.
    (draft,) = draft_publication(session, SECOND, date(2026, 9, 15)).drafts
    assert draft.outcome is Outcome.HELD


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_cannot_be_counted_again_as_it_was_is_not_revised(session, office):
    officers = make_officers(session, office, 8)
    make_entry(session, officers[7], date(2026, 6, 1))
    publish(session)
    officers[0].left_on = date(2026, 6, 1)  # Known only later: the count of then no longer comes out.
    for officer in officers[1:6]:
        make_entry(session, officer, date(2026, 6, 1), recorded=LATE)
    (draft,) = draft_publication(session, SECOND, AUGUST).drafts
    assert draft.outcome is Outcome.HELD


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_groups_of_a_quarter_stay_as_they_were_first_published(session, office):
    below = make_unit(session, slug="bawah", parent_id=office.id)
    make_officers(session, office, 5)
    make_officers(session, below, 4)
    publish(session)
    make_officers(session, below, 1)
    (draft,) = draft_publication(session, SECOND, AUGUST).drafts
    assert sorted(each.slug for each in draft.offices) == ["bawah", "kantor"]
    assert publish(session, AUGUST) == ()


def test_the_last_quarter_is_published_by_itself_once_it_is_ripe(session, office):
    make_officers(session, office, 5)
    session.commit()
    counts = []
    for today in (date(2026, 7, 13), date(2026, 7, 14), date(2026, 7, 15)):
        begin_write(session)
        counts.append(actions.publish_due(session, today))
        session.commit()
    assert counts == [0, 1, 0]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_quarter_that_goes_on_is_not_published(session, office):
    for today in (date(2026, 6, 30), date(2026, 4, 1)):
        with pytest.raises(NotOverError):
            draft_publication(session, SECOND, today)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_was_published_never_changes(session, office):
    make_officers(session, office, 5)
    publish(session)
    session.scalars(select(Achievement)).one().document = "{}"
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
