"""How a measure is drawn, and what things on the board are called."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import floor

from portal.admin.team.measures import MeasureLine
from portal.admin.team.queries import EntryLine, points_of
from portal.domain.indicators import Attention, Standing
from portal.domain.outlook import Chance, Prospect
from portal.domain.plans import Direction, Gathering, PlanProject
from portal.domain.projects import curve
from portal.domain.series import Point
from portal.domain.trends import Signal, Trend
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.progress_charts import Course, Drawn, Expected, course

STANDINGS = {
    Standing.NO_DATA: _l("belum ada catatan"),
    Standing.REACHED: _l("tercapai"),
    Standing.ON_TRACK: _l("sesuai laju"),
    Standing.BEHIND: _l("tertinggal"),
    Standing.MISSED: _l("tidak tercapai"),
}
ATTENTIONS = {Attention.OVERDUE: _l("lewat tenggat"), Attention.STALLED: _l("lama tanpa catatan")}
CHANCES = {
    Chance.LIKELY: _l("Target hampir pasti tercapai."),
    Chance.OPEN: _l("Target bisa tercapai, bisa juga tidak."),
    Chance.UNLIKELY: _l("Target kemungkinan besar tidak tercapai."),
}
SIGNALS = {
    Signal.OUTSIDE: _l("di luar batas wajar"),
    Signal.NEAR_LIMIT: _l("berulang kali dekat batas"),
    Signal.RUN: _l("lama di satu sisi rata-rata"),
}


def standing_name(line: MeasureLine) -> str:
    """Return where a measure stands, in words; more than a limit allows is not called too little."""
    if line.standing is Standing.BEHIND and line.target.direction is not Direction.MORE:
        return str(_("di luar rencana"))
    return str(STANDINGS[line.standing])


def whole(value: Fraction) -> int:
    """Return the nearest whole number, half up."""
    return floor(value + Fraction(1, 2))


NAMES = {
    "standing_name": standing_name,
    "attentions": ATTENTIONS,
    "chances": CHANCES,
    "signals": SIGNALS,
    "whole": whole,
}
"""What every template of this room needs."""


def measure_course(line: MeasureLine, entries: Sequence[EntryLine], ahead: Prospect | None) -> Course:
    """Draw an indicator's entries against its target: what adds up as its sum so far, a level as it was."""
    target, points = line.target, points_of(entries)
    plan: tuple[Point, ...] = ()
    if target.gathering is Gathering.SUM:
        points = (Point(on=target.start, value=0), *_summed(points))
        if target.direction is not Direction.LESS:
            plan = (Point(on=target.start, value=0), Point(on=target.due_on, value=target.low))
    levels = {"target": target.low} if target.high is None else {"target": target.low, "upper": target.high}
    return course(
        Drawn(
            first=target.start,
            last=target.due_on,
            done=points,
            plan=plan,
            levels=levels,
            ahead=_expected(ahead) if ahead else None,
            from_zero=target.gathering is Gathering.SUM,
        )
    )


def _summed(points: Sequence[Point]) -> list[Point]:
    sums = accumulate(point.value for point in points)
    return [Point(on=point.on, value=total) for point, total in zip(points, sums, strict=True)]


def _expected(ahead: Prospect) -> Expected:
    return Expected(on=ahead.on, low=ahead.low, value=ahead.expected, high=ahead.high)


def trend_course(trend: Trend) -> Course:
    """Draw a series between its natural limits, with what is more than chance marked."""
    return course(
        Drawn(
            first=trend.points[0].on,
            last=trend.points[-1].on,
            done=trend.points,
            levels={"high": trend.high, "centre": trend.centre, "low": trend.low},
            marked=frozenset(number for number, signal in enumerate(trend.signals) if signal),
            from_zero=False,
        )
    )


def project_courses(project: PlanProject, entries: Sequence[EntryLine]) -> tuple[Course, Course]:
    """Draw a project's work (thousandths of a percent) and its money (rupiah) against their planned curves."""
    start = Point(on=project.start_on, value=0)
    corners = curve(project)
    last = max([project.finish_on, *(entry.on for entry in entries)])
    work = Drawn(
        first=project.start_on,
        last=last,
        plan=[Point(on=corner.on, value=int(corner.work)) for corner in corners],
        done=[start, *points_of(entries)],
    )
    money = Drawn(
        first=project.start_on,
        last=last,
        plan=[Point(on=corner.on, value=int(corner.cost)) for corner in corners],
        done=[start, *(Point(on=entry.on, value=entry.spent) for entry in entries if entry.spent is not None)],
    )
    return course(work), course(money)
