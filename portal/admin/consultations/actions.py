"""What staff do with a consultation, from the invitation to the record of proceedings and its promises."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from textwrap import shorten

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.admin.consultations.queries import find_edition, get_consultation
from portal.admin.follow_up import actions as follow_up
from portal.admin.reports.naming import day_words
from portal.consultations import ConsultationView
from portal.domain import promises
from portal.domain.consultations import Agreed, Lack, Party, Schedule, check_schedule, lacks
from portal.domain.consultations import State as Stage
from portal.domain.figures import Published
from portal.domain.forum import Clock, ClosedError, Kind, Origin, Standing, State
from portal.domain.words import Words
from portal.evidence.made import Made
from portal.holidays import added_holidays
from portal.models.consultations import Agreement, Attendance, Consultation, ConsultationFile
from portal.models.forum import Topic, TopicPost
from portal.posting import add_post, hold_topic, open_topic, stand, standing, take_turn

ORGANISER = "Penyelenggara konsultasi"
"""Who speaks for the office in the consultation's topic."""
_PROGRAM = 160
"""Letters of an action's name in the staff's lists."""


class StageError(ValueError):
    """This is not done with a consultation at the stage it is in."""


class TooEarlyError(ValueError):
    """Its day has not come yet."""


class ChangedError(ValueError):
    """What is to be concluded is not what was read before."""


class NotReadyError(ValueError):
    """Something is missing before it can be concluded. lacks: what."""

    def __init__(self, missing: tuple[Lack, ...]) -> None:
        super().__init__(", ".join(missing))
        self.lacks = missing


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """What people are invited to. link: of an online meeting, or empty."""

    purpose: Words
    schedule: Schedule
    place: str
    link: str = ""


def announce(
    session: Session, unit_id: int, title: Words, invitation: Invitation, *, clock: Clock, today: date
) -> Consultation:
    """Announce a consultation of an office and open its topic with the invitation; one sent twice is one.

    Raises `PastError`, `DayOffError` or `HoursError` of `portal.domain.consultations`.
    """
    check_schedule(invitation.schedule, today, clock.holidays)
    take_turn(session, unit_id)
    if (same := _announced_today(session, unit_id, title, invitation, today)) is not None:
        return same
    topic = open_topic(session, unit_id, origin=Origin.CONSULTATION, title=title.id, clock=clock, today=today)
    add_post(session, topic, Kind.OFFICIAL, _invitation(invitation), today=today, nickname=ORGANISER)
    consultation = Consultation(
        unit_id=unit_id, topic_id=topic.id, title_id=title.id, title_en=title.en, announced_on=today
    )
    _invite(consultation, invitation)
    session.add(consultation)
    session.flush()
    return consultation


def _announced_today(
    session: Session, unit_id: int, title: Words, invitation: Invitation, today: date
) -> Consultation | None:
    same = select(Consultation).where(
        Consultation.unit_id == unit_id,
        Consultation.announced_on == today,
        Consultation.title_id == title.id,
        Consultation.held_on == invitation.schedule.held_on,
        Consultation.starts == invitation.schedule.starts,
        Consultation.state == Stage.ANNOUNCED,
    )
    return session.scalar(same.order_by(Consultation.id).limit(1))


def _agreed_already(session: Session, consultation: Consultation, agreed: Agreed) -> Agreement | None:
    same = select(Agreement).where(
        Agreement.consultation_id == consultation.id,
        Agreement.wording_id == agreed.wording.id,
        Agreement.owner == agreed.owner,
        Agreement.due_on == agreed.due_on,
        Agreement.element == agreed.element,
    )
    return session.scalar(same.order_by(Agreement.number).limit(1))


def change_invitation(
    session: Session, consultation: Consultation, invitation: Invitation, *, clock: Clock, today: date
) -> None:
    """Change what people are invited to until it is held; when or where is told in the topic.

    The title stays, since it is the topic's. Raises `StageError` or what `announce` raises.
    """
    _require(consultation, Stage.ANNOUNCED)
    before = _invitation_of(consultation)
    if invitation.schedule != before.schedule:
        check_schedule(invitation.schedule, today, clock.holidays)
    _invite(consultation, invitation)
    if _when_and_where(invitation) != _when_and_where(before):
        text = f"Undangan berubah.\n\n{_when_and_where(invitation)}"
        _say(session, consultation, Kind.OFFICIAL, text, today)
    session.flush()


def _invite(consultation: Consultation, invitation: Invitation) -> None:
    schedule = invitation.schedule
    consultation.purpose_id, consultation.purpose_en = invitation.purpose.id, invitation.purpose.en
    consultation.held_on, consultation.starts, consultation.ends = (
        schedule.held_on, schedule.starts, schedule.ends,
    )  # fmt: skip
    consultation.place, consultation.link = invitation.place, invitation.link


def _invitation_of(row: Consultation) -> Invitation:
    schedule = Schedule(held_on=row.held_on, starts=row.starts, ends=row.ends)
    return Invitation(purpose=row.purpose, schedule=schedule, place=row.place, link=row.link)


def _invitation(invitation: Invitation) -> str:
    return f"{invitation.purpose.id}\n\n{_when_and_where(invitation)}"


def _when_and_where(invitation: Invitation) -> str:
    schedule = invitation.schedule
    hours = f"{schedule.starts}–{schedule.ends}".replace(":", ".")
    lines = [f"{day_words(schedule.held_on)}, pukul {hours} WITA", invitation.place, invitation.link]
    return "\n".join(line for line in lines if line)


def _require(consultation: Consultation, *stages: Stage) -> None:
    if Stage(consultation.state) not in stages:
        raise StageError


def _topic(session: Session, consultation: Consultation) -> Topic:
    topic = hold_topic(session, consultation.topic_id)
    assert topic is not None  # noqa: S101 - a consultation's topic is never deleted.
    return topic


def _say(session: Session, consultation: Consultation, kind: Kind, text: str, today: date) -> None:
    add_post(session, _topic(session, consultation), kind, text, today=today, nickname=ORGANISER)


def add_file(
    session: Session, consultation: Consultation, title: str, made: Made, *, stored: str, today: date
) -> ConsultationFile:
    """Add a document that was made anew and kept, or return the one that has the same content already.

    Raises `StageError`.
    """
    _require(consultation, Stage.ANNOUNCED, Stage.HELD)
    seal = sha256(made.content).hexdigest()
    known = select(ConsultationFile).where(
        ConsultationFile.consultation_id == consultation.id, ConsultationFile.digest == seal
    )
    file = session.scalar(known.order_by(ConsultationFile.id).limit(1))
    if file is None:
        file = ConsultationFile(
            consultation_id=consultation.id,
            title=title,
            kind=made.kind,
            stored=stored,
            size=len(made.content),
            digest=seal,
            added_on=today,
        )
        session.add(file)
        session.flush()
    return file


def remove_file(session: Session, consultation: Consultation, file: ConsultationFile) -> str:
    """Remove a document and return the name of its kept file. Raises `StageError`."""
    _require(consultation, Stage.ANNOUNCED, Stage.HELD)
    stored = file.stored
    session.delete(file)
    session.flush()
    return stored


def begin(session: Session, consultation: Consultation, today: date) -> None:
    """Say that a consultation is held, on its day or later. Raises `StageError` or `TooEarlyError`."""
    _require(consultation, Stage.ANNOUNCED)
    if today < consultation.held_on:
        raise TooEarlyError
    consultation.state = Stage.HELD
    session.flush()


def note_hall(session: Session, consultation: Consultation, party: Party, text: str, today: date) -> TopicPost:
    """Note what was said in the hall; the same words sent twice are noted once.

    Raises `StageError`, or `portal.domain.forum.ClosedError` when the office closed the topic.
    """
    _require(consultation, Stage.HELD)
    topic = _topic(session, consultation)
    if not standing(topic).takes_posts:
        raise ClosedError
    last = session.scalar(
        select(TopicPost)
        .where(TopicPost.topic_id == topic.id, TopicPost.kind == Kind.HALL)
        .order_by(TopicPost.number.desc())
        .limit(1)
    )
    if last and (last.party, last.text) == (party, text):
        return last
    return add_post(session, topic, Kind.HALL, text, today=today, party=party)


def count_attendance(session: Session, consultation: Consultation, counts: Mapping[Party, int]) -> None:
    """Write down how many of each party were there; whoever is not named was not. Raises `StageError`."""
    _require(consultation, Stage.HELD)
    known = select(Attendance).where(Attendance.consultation_id == consultation.id).order_by(Attendance.party)
    rows = {Party(row.party): row for row in session.scalars(known)}
    for party in Party:
        n, row = counts.get(party, 0), rows.get(party)
        if row and n:
            row.n = n
        elif row:
            session.delete(row)
        elif n:
            session.add(Attendance(consultation_id=consultation.id, party=party, n=n))
    session.flush()


def write_minutes(
    session: Session, consultation: Consultation, minutes: str, *, chair: str, secretary: str
) -> None:
    """Write down what was discussed, and the posts of who signs. Raises `StageError`."""
    _require(consultation, Stage.HELD)
    consultation.minutes, consultation.chair, consultation.secretary = minutes, chair, secretary
    session.flush()


def agree(session: Session, consultation: Consultation, agreed: Agreed, today: date) -> Agreement:
    """Add an agreement; the same one sent twice is one.

    Raises `StageError`, or what an action's due day raises (`follow_up.check_due`).
    """
    _require(consultation, Stage.HELD)
    follow_up.check_due(agreed.due_on, today, added_holidays(session))
    if (same := _agreed_already(session, consultation, agreed)) is not None:
        return same
    highest = select(func.max(Agreement.number)).where(Agreement.consultation_id == consultation.id)
    agreement = Agreement(consultation_id=consultation.id, number=(session.scalar(highest) or 0) + 1)
    _word(agreement, agreed)
    session.add(agreement)
    session.flush()
    return agreement


def change_agreement(
    session: Session, consultation: Consultation, agreement: Agreement, agreed: Agreed, today: date
) -> None:
    """Word an agreement otherwise. Raises what `agree` raises."""
    _require(consultation, Stage.HELD)
    follow_up.check_due(agreed.due_on, today, added_holidays(session))
    _word(agreement, agreed)
    session.flush()


def _word(agreement: Agreement, agreed: Agreed) -> None:
    agreement.wording_id, agreement.wording_en = agreed.wording.id, agreed.wording.en
    agreement.owner, agreement.due_on, agreement.element = agreed.owner, agreed.due_on, agreed.element


def remove_agreement(session: Session, consultation: Consultation, agreement: Agreement) -> None:
    """Remove an agreement before the consultation is concluded. Raises `StageError`."""
    _require(consultation, Stage.HELD)
    session.delete(agreement)
    session.flush()


def conclude(
    session: Session, consultation: Consultation, *, seen: str, draw: Callable[[], str], today: date
) -> None:
    """Conclude a consultation: its agreements become public promises, and nothing of it changes any more.

    seen: the digest of the draft that was read before (`Proceedings.digest`). draw: makes a fresh random name.
    Raises `StageError`, `ChangedError` or `NotReadyError`.
    """
    _require(consultation, Stage.HELD)
    _topic(session, consultation)  # From here on no moderator adds to what was read.
    view = get_consultation(session, consultation.id)
    if view.proceedings.digest != seen:
        raise ChangedError
    if missing := lacks(view.proceedings, today, added_holidays(session)):
        raise NotReadyError(missing)
    _promise_all(session, consultation, draw, today)
    _end(session, consultation, _summary(view), today)
    consultation.state, consultation.concluded_on = Stage.CONCLUDED, today
    session.flush()


def _promise_all(session: Session, consultation: Consultation, draw: Callable[[], str], today: date) -> None:
    """Make an action of each agreement, while agreements may still change."""
    edition = find_edition(session, consultation.unit_id)
    statement = select(Agreement).where(Agreement.consultation_id == consultation.id).order_by(Agreement.number)
    for agreement in session.scalars(statement):
        action = follow_up.add(
            session,
            consultation.unit_id,
            _plan(agreement),
            edition=_shows(edition, agreement.element),
            element=agreement.element,
            subject=draw(),
            today=today,
        )
        agreement.subject = action.subject
    session.flush()


def _plan(agreement: Agreement) -> follow_up.Plan:
    return follow_up.Plan(
        program=shorten(agreement.wording_id, _PROGRAM, placeholder="…"),
        owner=agreement.owner,
        due_on=agreement.due_on,
        wording=agreement.wording,
    )


def _shows(edition: Published | None, element: str) -> Published | None:
    """Return the edition if it shows the element that was agreed about."""
    return edition if edition and promises.read(edition, element) else None


def _summary(view: ConsultationView) -> str:
    agreements = view.proceedings.agreements
    if not agreements:
        return "Konsultasi ini selesai tanpa kesepakatan. Berita acaranya ada di halaman konsultasi."
    lines = [
        f"{number}. {agreed.wording.id} ({agreed.owner}, paling lambat {day_words(agreed.due_on)})"
        for number, agreed in enumerate(agreements, 1)
    ]
    return "\n".join(["Konsultasi ini selesai. Yang disepakati:", "", *lines])


def _end(session: Session, consultation: Consultation, text: str, today: date) -> None:
    """Say the last word in the topic and close it: what was still open there is answered by it."""
    topic = _topic(session, consultation)
    now = standing(topic)
    if now.takes_posts:
        add_post(session, topic, Kind.SUMMARY, text, today=today, nickname=ORGANISER)
        stand(topic, Standing(state=State.CLOSED, reopened=now.reopened))


def cancel(session: Session, consultation: Consultation, reason: str, today: date) -> None:
    """Say that a consultation does not take place, and why; one that was held ends with its record.

    Raises `StageError`.
    """
    _require(consultation, Stage.ANNOUNCED)
    _end(session, consultation, f"Konsultasi ini dibatalkan. Alasannya: {reason}", today)
    consultation.state, consultation.reason = Stage.CANCELLED, reason
    session.flush()


def hold_consultation(session: Session, number: int) -> Consultation | None:
    """Return a consultation, locked until the transaction ends."""
    return session.scalar(select(Consultation).where(Consultation.id == number).with_for_update())


def find_agreement(session: Session, consultation: int, number: int) -> Agreement | None:
    """Find an agreement of a consultation by its number."""
    mine = (Agreement.consultation_id == consultation, Agreement.number == number)
    return session.scalar(select(Agreement).where(*mine))


def find_file(session: Session, consultation: int, number: int) -> ConsultationFile | None:
    """Find a document of a consultation."""
    mine = (ConsultationFile.consultation_id == consultation, ConsultationFile.id == number)
    return session.scalar(select(ConsultationFile).where(*mine))
