"""What a clerk does with paper forms, and who is kept from it.

Nothing here leaves an entry in the audit trail: its times would lead over a sheet's number to somebody's answers.
Who keyed, read and decided stands in the sheet itself, which knows a month and no day.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.answering import BatchClosedError, CounterForm, Draw, Origin, store, take_out
from portal.db import insert_if_new
from portal.domain.entry import differences, is_sampled
from portal.domain.periods import moment
from portal.domain.questionnaire import Answers, check, from_document
from portal.models.accounts import Desk
from portal.models.questionnaires import QuestionnaireVersion
from portal.models.responses import Handle, Response
from portal.models.sheets import Sheet

ASSISTED = 3
"""The tier of an answer that came on paper."""

MISREAD = "misread"
"""Why a response was taken out: its sheet says something else, and another response took its place."""

_PAPER_LANGUAGE = "id"


class OwnCounterError(PermissionError):
    """Nobody keys forms about a counter at which they serve."""


class SamePersonError(PermissionError):
    """Whoever read a sheet does not read it again, and neither of two readers decides between them."""


class ClosedCounterError(ValueError):
    """The counter takes no answers any more."""


class TakenNumberError(ValueError):
    """A sheet of this number was keyed before, by somebody else or with other answers."""


class UnknownSheetError(LookupError):
    """No sheet of this number was keyed at this office."""


class ReadAlreadyError(ValueError):
    """The sheet has its second reading."""


class NothingToSettleError(ValueError):
    """The two readings agree, are not both there yet, or were decided between before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledSheet:
    """A paper form with its number, as it was keyed."""

    number: int
    answers: Answers


def key_sheet(
    session: Session, form: CounterForm, filled: FilledSheet, *, by: int, secret: bytes, now: datetime, draw: Draw
) -> None:
    """Store a paper form once, in the month in which it is keyed; the same again changes nothing.

    by: the account that keys it. The session must be writing.
    Raises `OwnCounterError`, `TakenNumberError` or `ClosedCounterError`.
    """
    _refuse_own_counter(session, form.counter_id, by)
    when, response_id = moment(now), draw(16)
    sheet = {
        "unit_id": form.unit_id,
        "number": filled.number,
        "month": when.month,
        "response_id": response_id,
        "keyed_by": by,
        "sampled": is_sampled(
            form.unit_id, filled.number, first=_is_first(session, form.unit_id, when.month), secret=secret
        ),
    }
    if not insert_if_new(session, Sheet, sheet):
        _require_the_same(session, form, filled, by)
        return
    if not form.open:
        raise ClosedCounterError
    # No receipt leads to a paper form; its handle is drawn by chance and is there for its seed.
    origin = Origin(
        response_id=response_id,
        tier=ASSISTED,
        language=_PAPER_LANGUAGE,
        handle=draw(32),
        comment_handle=draw(32),
        keyed_by=by,
    )
    store(session, form, filled.answers, origin=origin, when=when, draw=draw)


def _is_first(session: Session, unit_id: int, month: int) -> bool:
    asked = select(Sheet.number).where(Sheet.unit_id == unit_id, Sheet.month == month).limit(1)
    return session.scalar(asked) is None


def _refuse_own_counter(session: Session, counter_id: int, account_id: int) -> None:
    if session.get(Desk, (account_id, counter_id)) is not None:
        raise OwnCounterError


def _require_the_same(session: Session, form: CounterForm, filled: FilledSheet, by: int) -> None:
    """Refuse another form under a number that was used; only whoever keyed it is told that it is the same."""
    sheet, response = _get(session, form.unit_id, filled.number)
    services = {service.slug: service.id for service in form.services}
    stored = (response.counter_id, response.scores, response.service_id)
    sent = (form.counter_id, filled.answers.scores, services.get(filled.answers.service or ""))
    profile = {item.key: getattr(response, item.key) for item in form.version.profile}
    known = {key: code for key, code in profile.items() if code is not None}
    if sheet.keyed_by != by or stored != sent or known != filled.answers.profile:
        raise TakenNumberError


def _get(session: Session, unit_id: int, number: int) -> tuple[Sheet, Response]:
    sheet = session.get(Sheet, (unit_id, number), with_for_update=True, populate_existing=True)
    if sheet is None:
        raise UnknownSheetError
    return sheet, session.get_one(Response, (unit_id, sheet.month, sheet.response_id))


def _get_for(session: Session, unit_id: int, number: int, by: int) -> tuple[Sheet, Response]:
    """Return a sheet for somebody who may look at it with fresh eyes."""
    sheet, response = _get(session, unit_id, number)
    _refuse_own_counter(session, response.counter_id, by)
    if sheet.keyed_by == by:
        raise SamePersonError
    return sheet, response


def read_again(session: Session, unit_id: int, number: int, scores: str, *, by: int) -> None:
    """Store a second reading of a sheet, once; the same again changes nothing.

    scores: one digit a question, in the order of the version that was answered. The session must be writing.
    Raises `UnknownSheetError`, `OwnCounterError`, `SamePersonError` or `ReadAlreadyError`.
    """
    sheet, response = _get_for(session, unit_id, number, by)
    if sheet.second_by is not None:
        if (sheet.second_by, sheet.second_scores) != (by, scores):
            raise ReadAlreadyError
        return
    sheet.second_by, sheet.second_scores = by, scores
    sheet.differing = len(differences(response.scores, scores))
    session.flush()


def settle(session: Session, unit_id: int, number: int, chosen: Mapping[int, str], *, by: int, draw: Draw) -> bool:
    """Decide between two readings of a sheet; return whether its answer was corrected.

    chosen: what the paper says, by the places at which the readings differ. An answer in a closed batch stays as
    it was counted: the difference is on record and no more. The session must be writing.
    Raises like `read_again`, and `NothingToSettleError`.
    """
    sheet, response = _get_for(session, unit_id, number, by)
    if not sheet.differing or sheet.settled_by is not None:
        raise NothingToSettleError
    if sheet.second_by == by:  # Two who read differently are not judges of who is right.
        raise SamePersonError
    scores = "".join(chosen.get(place, digit) for place, digit in enumerate(response.scores))
    corrected = _correct(session, response, scores, by, draw) if scores != response.scores else None
    if corrected is not None:
        sheet.response_id = corrected
    sheet.settled_by = by  # In one statement with the response: a trigger refuses any change that comes later.
    session.flush()
    return corrected is not None


def _correct(session: Session, response: Response, scores: str, by: int, draw: Draw) -> bytes | None:
    """Put a response with other scores in the place of one whose batch is open; return its id."""
    try:
        take_out(session, response.unit_id, response.month, response.id, draw=draw, reason=MISREAD)
    except BatchClosedError:
        return None
    kept = (
        "unit_id", "month", "counter_id", "service_id", "version_id", "part", "tier", "language",
        "sex", "age", "education", "occupation",
    )  # fmt: skip
    right = Response(
        **{name: getattr(response, name) for name in kept},
        id=draw(16),
        scores=scores,
        total=_total(session, response.version_id, scores),
        keyed_by=by,
    )
    handle = Handle(handle=draw(32), unit_id=right.unit_id, month=right.month, response_id=right.id, seed=draw(32))
    session.add_all([right, handle])
    return right.id


def _total(session: Session, version_id: int, scores: str) -> int:
    version = from_document(session.get_one(QuestionnaireVersion, version_id).content)
    by_key = dict(zip(version.keys, scores, strict=True))
    return check(version, scores=by_key, services=(), service=None, profile={}).total


def set_desks(session: Session, counter_id: int, clerks: Collection[int], serving: Collection[int]) -> None:
    """Note which of some clerks serve at a counter; what is known about others stays."""
    known = (
        select(Desk).where(Desk.counter_id == counter_id, Desk.account_id.in_(clerks)).order_by(Desk.account_id)
    )
    desks = {desk.account_id: desk for desk in session.scalars(known)}
    for account_id in clerks:
        if account_id in serving and account_id not in desks:
            session.add(Desk(account_id=account_id, counter_id=counter_id))
        elif account_id not in serving and account_id in desks:
            session.delete(desks[account_id])
    session.flush()
