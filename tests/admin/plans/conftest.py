"""A small office: a head, two officers and a colleague's plan, each with an account."""

from dataclasses import dataclass

import pytest

from portal.domain.permissions import Role
from portal.models import Employee, Post
from tests.factories import make_site, make_unit
from tests.performance import make_employee
from tests.staff import StaffClient, make_account, sign_in


@dataclass(frozen=True)
class Somebody:
    """An officer and their browser."""

    id: int
    client: StaffClient


@dataclass(frozen=True)
class Office:
    """Who works there. outside: a superior of somebody else."""

    top: Somebody
    head: Somebody
    officer: Somebody
    colleague: Somebody
    outside: Somebody


@pytest.fixture
def office(app, session) -> Office:
    make_site(session)
    unit = make_unit(session, slug="kantor", name_id="Kantor Uji")

    def arrive(name: str, superior: Somebody | None = None) -> Somebody:
        account = make_account(session, role=Role.EMPLOYEE, unit=unit)
        account.posts.append(Post(role=Role.SUPERVISOR, unit_id=unit.id))
        above = session.get(Employee, superior.id) if superior else None
        employee = make_employee(session, unit, above, account, name=name)
        client = StaffClient(app)
        sign_in(client, account)
        return Somebody(id=employee.id, client=client)

    top = arrive("Sekda")
    head = arrive("Kepala", top)
    return Office(
        top=top,
        head=head,
        officer=arrive("Ani", head),
        colleague=arrive("Budi", head),
        outside=arrive("Citra", top),
    )
