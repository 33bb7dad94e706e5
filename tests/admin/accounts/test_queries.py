"""Who somebody is for the guard: read with every request, so cheap; and right, so that posts reach far enough."""

import pytest
from sqlalchemy import event

from portal.admin.accounts.queries import device_of, find_staff
from portal.domain.permissions import Permission, Role
from portal.models.accounts import Post
from tests.factories import make_site, make_unit
from tests.staff import make_account


@pytest.fixture
def offices(session):
    """Return an office, one below it, one below that, and another."""
    make_site(session)
    top = make_unit(session)
    middle = make_unit(session, parent_id=top.id)
    return top, middle, make_unit(session, parent_id=middle.id), make_unit(session)


def test_a_post_reaches_its_office_and_those_below(session, offices):
    _top, middle, bottom, other = offices
    account = make_account(session, Role.HEAD, middle)
    staff = find_staff(session, account.fs_uniquifier)
    assert (staff.account_id, staff.name, staff.roles) == (account.id, account.name, (Role.HEAD,))
    assert staff.reach(Permission.READ_COMMENTS) == {middle.id, bottom.id}
    assert not staff.may(Permission.READ_COMMENTS, other.id)


def test_posts_add_up(session, offices):
    *_, bottom, other = offices
    account = make_account(session, Role.CLERK, bottom)
    account.posts.append(Post(role=Role.CLERK, unit_id=other.id))
    account.posts.append(Post(role=Role.AUDITOR, unit_id=None))
    session.commit()
    staff = find_staff(session, account.fs_uniquifier)
    assert staff.reach(Permission.ENTER_FORMS) == {bottom.id, other.id}
    assert staff.reach(Permission.READ_AUDIT) is None


def test_two_statements_at_most_however_many_posts(session, offices):
    account = make_account(session, Role.HEAD, offices[0])
    account.posts.extend(Post(role=Role.CLERK, unit_id=office.id) for office in offices)
    everywhere = make_account(session, Role.OWNER)
    marks = (account.fs_uniquifier, everywhere.fs_uniquifier)
    session.commit()
    counts = []
    for mark in marks:
        said: list[object] = []

        def note(_state: object, said: list[object] = said) -> None:
            said.append(_state)

        event.listen(session, "do_orm_execute", note)
        find_staff(session, mark)
        event.remove(session, "do_orm_execute", note)
        counts.append(len(said))
    assert counts == [2, 1]


def test_whoever_is_unknown_or_disabled_is_nobody(session):
    make_site(session)
    off = make_account(session, active=False)
    assert [find_staff(session, mark) for mark in (None, "", "x", off.fs_uniquifier)] == [None] * 4


def test_an_account_without_posts_is_somebody_who_may_nothing(session):
    make_site(session)
    staff = find_staff(session, make_account(session, None).fs_uniquifier)
    assert staff.posts == ()
    assert not any(staff.may(permission) for permission in Permission)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox, Linux"),
        ("curl/8.5", ""),
    ],
)
def test_devices_are_named_as_their_owner_knows_them(agent, device):
    assert device_of(agent) == device
