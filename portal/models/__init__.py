"""The tables, one module a noun. Importing this package registers them all."""

from portal.models.accounts import Account, Desk, Post, StaffSession
from portal.models.achievements import Achievement, Certificate
from portal.models.actions import Action
from portal.models.audit import AuditEntry
from portal.models.batches import Batch, Closing, Tally
from portal.models.comment_desk import Handling, Reply, Theme
from portal.models.comments import Comment
from portal.models.consultations import Agreement, Attendance, Consultation, ConsultationFile
from portal.models.contributions import Contribution
from portal.models.counters import Counter, counter_services
from portal.models.editions import Edition
from portal.models.employees import Employee, Employment
from portal.models.evaluations import Citation, Evaluation, ItemRating, Objection, UnitLevel
from portal.models.forum import ModerationCount, ThemeReport, Topic, TopicPost
from portal.models.notices import Holiday, Notice
from portal.models.plans import (
    Expectation,
    Goal,
    Indicator,
    Measure,
    Milestone,
    Plan,
    PlanRow,
    Project,
)
from portal.models.progress import Dialogue, Entry, Evidence, FeedbackNote
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion
from portal.models.reports import Report
from portal.models.responses import Day, Event, Handle, Response, Submission
from portal.models.sealed_reports import ReportMessage, SealedReport
from portal.models.sheets import Sheet
from portal.models.site import Site
from portal.models.statements import ImportedResult, Statement
from portal.models.targets import OldCode, Retention, Target, Visits
from portal.models.training import Course, CourseRun, DevelopmentItem, Enrolment
from portal.models.units import Service, Unit

__all__ = [
    "Account",
    "Achievement",
    "Action",
    "Agreement",
    "Attendance",
    "AuditEntry",
    "Batch",
    "Certificate",
    "Citation",
    "Closing",
    "Comment",
    "Consultation",
    "ConsultationFile",
    "Contribution",
    "Counter",
    "Course",
    "CourseRun",
    "Day",
    "Desk",
    "DevelopmentItem",
    "Dialogue",
    "Edition",
    "Employee",
    "Employment",
    "Enrolment",
    "Entry",
    "Evaluation",
    "Event",
    "Evidence",
    "Expectation",
    "FeedbackNote",
    "Goal",
    "Handle",
    "Handling",
    "Holiday",
    "ImportedResult",
    "Indicator",
    "ItemRating",
    "Measure",
    "Milestone",
    "ModerationCount",
    "Notice",
    "Objection",
    "OldCode",
    "Plan",
    "PlanRow",
    "Post",
    "Project",
    "Questionnaire",
    "QuestionnaireVersion",
    "Reply",
    "Report",
    "ReportMessage",
    "Response",
    "Retention",
    "SealedReport",
    "Service",
    "Sheet",
    "Site",
    "StaffSession",
    "Statement",
    "Submission",
    "Tally",
    "Target",
    "Theme",
    "ThemeReport",
    "Topic",
    "TopicPost",
    "Unit",
    "UnitLevel",
    "Visits",
    "counter_services",
]
