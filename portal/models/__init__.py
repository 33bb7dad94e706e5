"""The tables, one module a noun. Importing this package registers them all."""

from portal.models.batches import Batch, Closing, Tally
from portal.models.comments import Comment
from portal.models.counters import Counter, counter_services
from portal.models.editions import Edition
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion
from portal.models.responses import Day, Event, Handle, Response, Submission
from portal.models.site import Site
from portal.models.units import Service, Unit

__all__ = [
    "Batch",
    "Closing",
    "Comment",
    "Counter",
    "Day",
    "Edition",
    "Event",
    "Handle",
    "Questionnaire",
    "QuestionnaireVersion",
    "Response",
    "Service",
    "Site",
    "Submission",
    "Tally",
    "Unit",
    "counter_services",
]
