"""What staff did with the demo's comments: read, sorted, answered, put forward, published, taken off again.

In two busy offices so much was said that its themes were published.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from sqlalchemy import and_, insert, select

from portal.admin.audit import trail
from portal.admin.comments.actions import reply, set_themes
from portal.admin.comments.queries import has_no_theme, is_open_to_office, may_be_taken_back
from portal.admin.publication import actions as publication
from portal.admin.themes.actions import publish_report
from portal.demo.stage import Stage
from portal.demo.words_of_citizens import BUSY_MONTHS, REPLIES
from portal.demo.words_of_staff import WHY_DECLINED, WHY_RETRACTED
from portal.domain.comments import Cover, found_covers, opens_on, suggested_themes
from portal.domain.periods import Period, period_of
from portal.domain.workdays import add_workdays
from portal.models.accounts import Account
from portal.models.comment_desk import Handling, Theme
from portal.models.comments import Comment

_UNREAD_IN_TEN = 2
_OTHER = "lainnya"
_HEADS = {"dpmptsp": "kepala-dpmptsp", "disdukcapil": "kepala-disdukcapil", "rsd-soemarno": "organisasi"}
"""Office -> who answers its comments."""
_REPLIES = {"dpmptsp": 3, "disdukcapil": 2, "rsd-soemarno": 3}
_DAYS_TO_ANSWER = 3
_AUDITED = "dpmptsp"
_BUSY = {"dpmptsp": 44, "rsd-soemarno": 52}
"""Office -> how much more was said about it in the period whose themes are published."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Said:
    """A comment. covers: the personal data in it. open: to its office. settled: its writer cannot take it back."""

    unit_id: int
    id: bytes
    month: int
    text: str
    covers: tuple[Cover, ...]
    open: bool
    settled: bool


def handle_comments(stage: Stage) -> None:
    """Leave the newest comments unread, and do a bit of everything with the others."""
    said = {slug: _comments(stage, slug) for slug in stage.units}
    _sort(stage, said)
    answered: dict[str, list[_Said]] = {}
    for slug in _HEADS:
        texts = {comment.text for comments in answered.values() for comment in comments}
        answered[slug] = _answer(stage, slug, [comment for comment in said[slug] if comment.text not in texts])
    shown = {slug: _worth_showing(said[slug], answered[slug]) for slug in _HEADS}
    _publish(stage, shown)
    _publish_themes(stage)
    _look_at(stage)


def _comments(stage: Stage, slug: str) -> list[_Said]:
    """Return an office's comments but the newest ones, the later first."""
    names = tuple(stage.session.scalars(select(Account.name).order_by(Account.id)))
    rows = stage.session.scalars(
        select(Comment)
        .where(Comment.unit_id == stage.units[slug].id, Comment.month <= stage.month - 2)
        .order_by(Comment.month.desc(), Comment.id)
    )
    return [
        _Said(
            unit_id=row.unit_id,
            id=row.id,
            month=row.month,
            text=row.text,
            covers=found_covers(row.text, names),
            open=is_open_to_office(stage.session, row.unit_id, row.month, stage.today),
            settled=not may_be_taken_back(stage.session, row.unit_id, row.month),
        )
        for row in rows
    ]


def _sort(stage: Stage, said: dict[str, list[_Said]]) -> None:
    """Read most comments and sort them by what they are about."""
    stage.enter("organisasi")
    themes = {theme.slug: theme.keywords for theme in stage.session.scalars(select(Theme).order_by(Theme.id))}
    for comments in said.values():
        for comment in comments:
            if stage.rng.randrange(10) >= _UNREAD_IN_TEN:
                set_themes(stage.session, comment.unit_id, comment.id, _fitting(comment.text, themes))


def _fitting(text: str, themes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the themes that a text's words suggest, or the one for what fits no other."""
    return suggested_themes(text, themes) or (_OTHER,)


def _answer(stage: Stage, slug: str, comments: list[_Said]) -> list[_Said]:
    """Answer an office's newest comments that have an answer, one of each text; return them."""
    head = stage.enter(_HEADS[slug])
    by_text = {comment.text: comment for comment in reversed(comments) if comment.open and comment.text in REPLIES}
    chosen = sorted(by_text.values(), key=comments.index)[: _REPLIES[slug]]
    for comment in chosen:
        day = _answered_on(stage, comment)
        text = REPLIES[comment.text]
        reply(stage.session, comment.unit_id, comment.id, text, by=head.account_id, today=day)
    return chosen


def _answered_on(stage: Stage, comment: _Said) -> date:
    return min(stage.today, add_workdays(opens_on(comment.month), _DAYS_TO_ANSWER))


def _worth_showing(comments: list[_Said], answered: list[_Said]) -> list[_Said]:
    """Return what may be published: by turns one that was answered, one with personal data and one more."""
    personal = [comment for comment in comments if comment.covers]
    plain = [comment for comment in comments if not comment.covers and comment not in answered]
    turns = [comment for turn in zip(answered, personal, plain, strict=False) for comment in turn]
    return [comment for comment in turns if comment.open and comment.settled]


_Decide = Callable[[Stage, _Said], None]


def _publish(stage: Stage, shown: dict[str, list[_Said]]) -> None:
    """Put comments forward, and decide about some of them."""
    decisions: dict[str, tuple[_Decide | None, ...]] = {
        "dpmptsp": (_agree, _agree, _decline, None),
        "disdukcapil": (_agree, None),
        "rsd-soemarno": (_agree, _agree, _agree_and_regret, None),
    }
    for slug, decide in decisions.items():
        for comment, decision in zip(shown[slug], decide, strict=False):
            owner = stage.enter("organisasi")
            publication.propose(
                stage.session, comment.unit_id, comment.id, comment.covers, by=owner.account_id, today=stage.today
            )
            if decision is not None:
                decision(stage, comment)


def _agree(stage: Stage, comment: _Said) -> None:
    moderator = stage.enter("moderator")
    publication.publish(
        stage.session,
        comment.unit_id,
        comment.id,
        by=moderator.account_id,
        seen=publication.proposal(stage.session, comment.unit_id, comment.id).seal,
        subject=stage.rng.randbytes(8).hex(),
        period=stage.kind,
        today=_answered_on(stage, comment),
    )


def _agree_and_regret(stage: Stage, comment: _Said) -> None:
    _agree(stage, comment)
    publication.retract(
        stage.session, comment.unit_id, comment.id, reason=WHY_RETRACTED, today=_answered_on(stage, comment)
    )


def _decline(stage: Stage, comment: _Said) -> None:
    moderator = stage.enter("moderator")
    publication.decline(stage.session, comment.unit_id, comment.id, by=moderator.account_id, reason=WHY_DECLINED)


def _publish_themes(stage: Stage) -> None:
    """Publish what was said in the newest period that is long over, once all of it is sorted."""
    period = period_of(stage.month - 1, stage.kind)
    while period.last_month > stage.month - 2:
        period = Period(kind=period.kind, sequence=period.sequence - 1)
    _say_more(stage, period)
    stage.enter("organisasi")
    themes = {theme.slug: theme.keywords for theme in stage.session.scalars(select(Theme).order_by(Theme.id))}
    for slug in _BUSY:
        unit_id = stage.units[slug].id
        for comment_id, text in _unsorted(stage, unit_id, period):
            set_themes(stage.session, unit_id, comment_id, _fitting(text, themes))
        day = min(stage.today, add_workdays(opens_on(period.last_month), _DAYS_TO_ANSWER))
        publish_report(stage.session, unit_id, period, day)


def _say_more(stage: Stage, period: Period) -> None:
    """Add comments that were written in a period, a like number each month; none of the answers is theirs."""
    rng = Random(f"{period.label} busy")
    rows = [
        {
            "unit_id": stage.units[slug].id,
            "id": rng.randbytes(16),
            "month": period.first_month + number % (period.last_month - period.first_month + 1),
            "text": rng.choice(BUSY_MONTHS),
            "handle": rng.randbytes(32),
        }
        for slug, count in _BUSY.items()
        for number in range(count)
    ]
    stage.session.execute(insert(Comment), rows)


def _unsorted(stage: Stage, unit_id: int, period: Period) -> list[tuple[bytes, str]]:
    """Return the comments of a period that were given no theme, with their text."""
    its_own = (Comment.unit_id == unit_id, Comment.state == "waiting", has_no_theme())
    rows = stage.session.execute(
        select(Comment.id, Comment.text)
        .outerjoin(Handling, and_(Handling.unit_id == Comment.unit_id, Handling.comment_id == Comment.id))
        .where(*its_own, Comment.month.between(period.first_month, period.last_month))
        .order_by(Comment.id)
    )
    return [(row.id, row.text) for row in rows]


def _look_at(stage: Stage) -> None:
    """Let the inspectorate read the comments of an office, which the trail tells."""
    stage.enter("inspektorat")
    trail.note(stage.session, "saw", "comments", unit_id=stage.units[_AUDITED].id)
    stage.session.flush()
