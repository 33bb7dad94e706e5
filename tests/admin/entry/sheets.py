"""Paper forms for tests: an office with two clerks, and keying as a clerk does."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.domain.periods import WITA, Period, first_day, month_of, period_of
from portal.domain.permissions import Role
from portal.domain.skm import QUESTIONNAIRE_ORDER
from portal.models import Account, Counter, Response, Sheet, Unit
from tests import factories
from tests.staff import StaffClient, make_account, sign_in

GOOD = "343434343"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office with one counter, two services, and two clerks who are signed in."""

    unit: Unit
    counter: Counter
    services: tuple[str, str]
    clerk: StaffClient
    colleague: StaffClient
    clerk_account: Account
    colleague_account: Account
    judge: StaffClient
    judge_account: Account

    @property
    def address(self) -> str:
        """Return the address of the keying grid."""
        return f"/staf/entri/{self.unit.slug}/{self.counter.code}"

    def sheet(self, number: int) -> str:
        """Return the address of a keyed sheet."""
        return f"/staf/entri/{self.unit.slug}/lembar/{number}"


def open_office(session: Session, client: StaffClient, **changes: str) -> Office:
    """Add an office with its clerks; the site must be there."""
    unit = factories.make_unit(session, **changes)
    services = [factories.make_service(session, unit) for _ in range(2)]
    counter = factories.make_counter(session, unit, services)
    accounts = [make_account(session, role=Role.CLERK, unit=unit) for _ in range(3)]
    clients = [StaffClient(client.application) for _ in accounts]
    for signing, account in zip(clients, accounts, strict=True):
        sign_in(signing, account)
    return Office(
        unit=unit,
        counter=counter,
        services=(services[0].slug, services[1].slug),
        clerk=clients[0],
        colleague=clients[1],
        clerk_account=accounts[0],
        colleague_account=accounts[1],
        judge=clients[2],
        judge_account=accounts[2],
    )


def token_in(page: str) -> str:
    """Return the session's token from a page."""
    found = _TOKEN.search(page)
    assert found is not None, "the page has no token"
    return found[1]


def digits(scores: str) -> dict[str, str]:
    """Return the fields of a reading."""
    return {f"jawaban-{key}": digit for key, digit in zip(QUESTIONNAIRE_ORDER, scores, strict=True)}


def key(
    office: Office, number: int | str, scores: str = GOOD, *, by: StaffClient | None = None, **changes: str
) -> TestResponse:
    """Open the grid, key a sheet and send it; an empty change leaves a field out."""
    client = by or office.clerk
    fields = {
        "csrf_token": token_in(client.get(office.address).text),
        "bukan": "y",
        "nomor": str(number),
        "layanan": office.services[0],
        **digits(scores),
        **changes,
    }
    return client.post(office.address, data={name: value for name, value in fields.items() if value})


def read_again(office: Office, number: int, scores: str, *, by: StaffClient | None = None) -> TestResponse:
    """Open a sheet, read it a second time and send that."""
    client = by or office.colleague
    page = client.get(office.sheet(number)).text
    return client.post(office.sheet(number), data={"csrf_token": token_in(page), **digits(scores)})


def settle(office: Office, number: int, chosen: dict[str, str], *, by: StaffClient | None = None) -> TestResponse:
    """Open two readings of a sheet and decide between them as a third person. chosen: question key to digit."""
    client = by or office.judge
    page = client.get(office.sheet(number)).text
    fields = {f"jawaban-{question}": digit for question, digit in chosen.items()}
    return client.post(f"{office.sheet(number)}/putusan", data={"csrf_token": token_in(page), **fields})


def this_semester() -> Period:
    """Return the official period of today."""
    return period_of(month_of(datetime.now(WITA).date()), "semester")


def after_this_semester() -> date:
    """Return the first day after the official period of today."""
    return first_day(this_semester().last_month + 1)


def responses(session: Session) -> list[Response]:
    """Return all responses, by their scores."""
    session.expire_all()
    return list(session.scalars(select(Response).order_by(Response.scores, Response.id)))


def the_sheet(session: Session, number: int = 1) -> Sheet:
    """Return a sheet by its number."""
    session.expire_all()
    return session.scalars(select(Sheet).where(Sheet.number == number)).one()
