"""The tables, one module a noun. Importing this package registers them all."""

from portal.models.accounts import Account, Desk, Post, StaffSession
from portal.models.actions import Action
from portal.models.audit import AuditEntry
from portal.models.batches import Batch, Closing, Tally
from portal.models.comment_desk import Handling, Reply, Theme
from portal.models.comments import Comment
from portal.models.counters import Counter, counter_services
from portal.models.editions import Edition
from portal.models.evaluations import Citation, Evaluation
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion
from portal.models.reports import Report
from portal.models.responses import Day, Event, Handle, Response, Submission
from portal.models.sheets import Sheet
from portal.models.site import Site
from portal.models.statements import ImportedResult, Statement
from portal.models.targets import OldCode, Retention, Target, Visits
from portal.models.units import Service, Unit

__all__ = [
    "Account",
    "Action",
    "AuditEntry",
    "Batch",
    "Citation",
    "Closing",
    "Comment",
    "Counter",
    "Day",
    "Desk",
    "Edition",
    "Evaluation",
    "Event",
    "Handle",
    "Handling",
    "ImportedResult",
    "OldCode",
    "Post",
    "Questionnaire",
    "QuestionnaireVersion",
    "Reply",
    "Report",
    "Response",
    "Retention",
    "Service",
    "Sheet",
    "Site",
    "StaffSession",
    "Statement",
    "Submission",
    "Tally",
    "Target",
    "Theme",
    "Unit",
    "Visits",
    "counter_services",
]
