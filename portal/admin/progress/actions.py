"""What officers do with their progress: record an entry, and correct one by another."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.progress.queries import MeasureLine, find_measure, list_steps
from portal.admin.sending import ONE_TAP
from portal.domain.periods import WITA
from portal.domain.plans import WHOLE_WORK, Gathering
from portal.domain.progress import closed, days, goes_back, position
from portal.evidence.made import Made
from portal.models.plans import Measure
from portal.models.progress import Entry, Evidence


class NotOpenError(ValueError):
    """The measure is in no approved plan of the officer."""


class ClosedError(ValueError):
    """The year's record is closed: its last day is over, or its evaluation is given."""


class WrongError(ValueError):
    """An entry says what none may say; the kinds follow."""


class DayError(WrongError):
    """The day lies ahead, before the plan counts, or after its year."""


class NegativeError(WrongError):
    """What adds up cannot be less than nothing; whoever erred makes a correction."""


class TooMuchError(WrongError):
    """More than the whole work cannot be done."""


class NoSpentError(WrongError):
    """A project's entry says what was spent so far."""


class BackwardsError(WrongError):
    """A project would fall below what an entry says already."""


class ReplacedError(ValueError):
    """The entry does not count any more: it was corrected before."""


class NoReasonError(ValueError):
    """A correction says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """Evidence to be added: a link, or a kept file with its name on the shelf."""

    name: str = ""
    link: str = ""
    stored: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""


def proof_of_file(name: str, made: Made, stored: str) -> Proof:
    """Describe a kept file. name: as its sender may read it again. stored: what `shelf.keep` returned."""
    return Proof(
        name=name,
        stored=stored,
        media_type=made.kind.value,
        size=len(made.content),
        sha256=sha256(made.content).hexdigest(),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What an entry says. value: thousandths; None takes an entry back. spent: rupiah so far, projects only."""

    on_day: date
    value: int | None
    spent: int | None
    note: str
    evidence: Sequence[Proof] = ()


def withdrawal(on_day: date, note: str) -> Said:
    """Return what takes an entry of a day back."""
    return Said(on_day=on_day, value=None, spent=None, note=note)


def record_entry(session: Session, measure_id: int, employee_id: int, said: Said, *, now: datetime) -> Entry:
    """Add an entry to a measure of the officer's approved plan, and move the measure's standing.

    Raises `NotOpenError`, `ClosedError`, `DayError`, `NegativeError`, `TooMuchError`, `NoSpentError` or
    `BackwardsError`.
    """
    measure, worded = hold_measure(session, measure_id, employee_id), find_measure(session, measure_id)
    if measure is None or worded is None or not worded.is_open:
        raise NotOpenError
    again = _same_again(session, measure_id, said, now)
    if again is not None:
        return again
    _refuse_closed(worded, now)
    _check(said, worded, now)
    if worded.is_project and _goes_back(session, measure_id, said):
        raise BackwardsError
    return _add(session, measure, worded, said, now)


def correct_entry(session: Session, entry_id: int, employee_id: int, said: Said, *, now: datetime) -> Entry:
    """Replace an entry of the officer by another one, or take it back; both stay to be seen.

    said: its note is the reason. Without new evidence, that of the old entry goes along.
    Raises `NotOpenError`, `ReplacedError`, `NoReasonError`, `ClosedError`, `DayError`, `NegativeError`,
    `TooMuchError` or `NoSpentError`.
    """
    old = session.get_one(Entry, entry_id)
    measure, worded = hold_measure(session, old.measure_id, employee_id), find_measure(session, old.measure_id)
    if measure is None or worded is None:
        raise NotOpenError
    if old.value is None or session.scalar(select(Entry.id).where(Entry.corrects_id == old.id)) is not None:
        raise ReplacedError
    if not said.note:
        raise NoReasonError
    _refuse_closed(worded, now)
    if said.value is None:
        said = withdrawal(old.on_day, said.note)
    else:
        _check(said, worded, now)
        said = said if said.evidence else replace(said, evidence=_proofs(old))
    return _add(session, measure, worded, said, now, corrects_id=old.id)


def settle(session: Session, measure: Measure, gathering: Gathering) -> None:
    """Work out anew where a measure stands. gathering: as the plan in force sets it."""
    stands = position(list_steps(session, measure.id), gathering)
    measure.realised, measure.spent = stands.realised, stands.spent
    measure.entries, measure.with_evidence = stands.entries, stands.with_evidence
    measure.last_on = stands.last_on
    session.flush()


def hold_measure(session: Session, measure_id: int, employee_id: int) -> Measure | None:
    """Return a measure of an officer, locked until the transaction ends."""
    mine = (Measure.id == measure_id, Measure.employee_id == employee_id)
    query = select(Measure).where(*mine).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def _refuse_closed(worded: MeasureLine, now: datetime) -> None:
    if closed(worded.year, now.astimezone(WITA).date(), is_evaluated=worded.is_evaluated) is not None:
        raise ClosedError


def _check(said: Said, worded: MeasureLine, now: datetime) -> None:
    """Refuse what no entry may say."""
    first, last = days(worded.starts_on, now.astimezone(WITA).date())
    value = said.value or 0
    if not first <= said.on_day <= last:
        raise DayError
    if worded.is_project and value > WHOLE_WORK:
        raise TooMuchError
    if worded.is_project and said.spent is None:
        raise NoSpentError
    is_level = worded.target.gathering is Gathering.LATEST and not worded.is_project
    if value < 0 and not is_level:
        raise NegativeError


def _goes_back(session: Session, measure_id: int, said: Said) -> bool:
    steps = list_steps(session, measure_id)
    return goes_back(steps, on_day=said.on_day, value=said.value or 0, spent=said.spent or 0)


def _same_again(session: Session, measure_id: int, said: Said, now: datetime) -> Entry | None:
    newest = session.scalar(select(Entry).where(Entry.measure_id == measure_id).order_by(Entry.id.desc()).limit(1))
    if newest is None or newest.corrects_id is not None or now - newest.recorded_at > ONE_TAP:
        return None
    same = (newest.on_day, newest.value, newest.spent, newest.note, _shown(newest.evidence))
    return newest if same == (said.on_day, said.value, said.spent, said.note, _shown(said.evidence)) else None


def _shown(evidence: Iterable[Evidence | Proof]) -> list[tuple[str, str]]:
    """Return what evidence shows: its link, or the sum of its bytes, which the same file made anew has, too."""
    return [(each.link, each.sha256) for each in evidence]


def _add(
    session: Session,
    measure: Measure,
    worded: MeasureLine,
    said: Said,
    now: datetime,
    *,
    corrects_id: int | None = None,
) -> Entry:
    entry = Entry(
        measure_id=measure.id,
        employee_id=measure.employee_id,
        on_day=said.on_day,
        value=said.value,
        spent=said.spent if worded.is_project else None,
        note=said.note,
        corrects_id=corrects_id,
        recorded_at=now,
    )
    entry.evidence = [Evidence(**asdict(proof)) for proof in said.evidence]
    session.add(entry)
    session.flush()
    settle(session, measure, worded.target.gathering)
    return entry


def _proofs(entry: Entry) -> tuple[Proof, ...]:
    names = [field.name for field in fields(Proof)]
    return tuple(Proof(**{name: getattr(each, name) for name in names}) for each in entry.evidence)
