"""What every part of the demo's staff story needs: the day, the offices, and who acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.accounts.queries import find_staff
from portal.admin.audit import trail
from portal.demo.answers import MONTHS
from portal.demo.staff import DOMAIN
from portal.domain.periods import WITA, PeriodKind, first_day, month_of
from portal.domain.permissions import Staff
from portal.domain.workdays import add_workdays, is_workday
from portal.models.accounts import Account
from portal.models.site import Site
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """The place as it was published on a day. staff: account key -> who. units: slug -> office."""

    session: Session
    today: date
    kind: PeriodKind
    secret: bytes
    rng: Random
    staff: Mapping[str, Staff]
    units: Mapping[str, Unit]

    @property
    def month(self) -> int:
        """Return the running month."""
        return month_of(self.today)

    @property
    def now(self) -> datetime:
        """Return a time of day in office hours."""
        return datetime.combine(self.today, time(10), WITA)

    def enter(self, key: str) -> Staff:
        """Let somebody act from now on, so that the trail names them."""
        staff = self.staff[key]
        trail.follow(self.session, staff)
        return staff

    def at(self, day: date, hour: int = 9) -> datetime:
        """Return a full hour of a day."""
        return datetime.combine(day, time(hour), WITA)

    def ago(self, count: int) -> date:
        """Return the working day that is so many working days before today."""
        day = self.today
        while count:
            day -= timedelta(days=1)
            count -= is_workday(day)
        return day

    def workday(self, age: int, after: int) -> date:
        """Return a working day of a month of the demo, counted from 0: the next one after a day of it."""
        return add_workdays(first_day(self.month - MONTHS + age).replace(day=after), 1)


def set_stage(session: Session, *, today: date, secret: bytes, seed: int) -> Stage:
    """Gather who and what there is."""
    kind: PeriodKind = session.scalars(select(Site.period)).one()  # type: ignore[assignment]
    return Stage(
        session=session,
        today=today,
        kind=kind,
        secret=secret,
        rng=Random(f"{seed} staff"),
        staff=_staff(session),
        units={unit.slug: unit for unit in session.scalars(select(Unit).order_by(Unit.id))},
    )


def _staff(session: Session) -> dict[str, Staff]:
    accounts = session.scalars(select(Account).where(Account.email.endswith(f"@{DOMAIN}")).order_by(Account.id))
    found = ((account.email.partition("@")[0], find_staff(session, account.fs_uniquifier)) for account in accounts)
    return {key: staff for key, staff in found if staff is not None}
