"""Guard what performance keeps: entries are never edited, approved plans and given evaluations never change."""

from portal.migrations import triggers
from portal.migrations.triggers import same

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KEPT_FOR_GOOD = (
    "personnel_employees", "personnel_employments", "personnel_goals", "personnel_measures", "personnel_entries",
    "personnel_evidence", "personnel_feedback_notes", "personnel_dialogues", "personnel_evaluations",
    "personnel_citations", "personnel_objections", "personnel_courses", "personnel_course_runs",
    "personnel_enrolments", "personnel_development_items", "record_achievements", "record_certificates",
)  # fmt: skip

_NEVER_CHANGED = (
    "personnel_employments", "personnel_goals", "personnel_entries", "personnel_evidence", "record_achievements",
    "record_certificates",
)  # fmt: skip

_IS_DRAFT = "EXISTS (SELECT 1 FROM personnel_plans p WHERE p.id = {}.plan_id AND p.state = 'draft')"
_ROW_IS_DRAFT = (
    "EXISTS (SELECT 1 FROM personnel_plan_rows r JOIN personnel_plans p ON p.id = r.plan_id"
    " WHERE r.id = {}.row_id AND p.state = 'draft')"
)
_PROJECT_IS_DRAFT = (
    "EXISTS (SELECT 1 FROM personnel_projects j JOIN personnel_plan_rows r ON r.id = j.row_id"
    " JOIN personnel_plans p ON p.id = r.plan_id WHERE j.id = {}.project_id AND p.state = 'draft')"
)
_IS_OPEN = "EXISTS (SELECT 1 FROM personnel_evaluations e WHERE e.id = {}.evaluation_id AND e.given_at IS NULL)"
_PARTS_OF_PLANS = (
    ("personnel_plan_rows", _IS_DRAFT),
    ("personnel_expectations", _IS_DRAFT),
    ("personnel_indicators", _ROW_IS_DRAFT),
    ("personnel_projects", _ROW_IS_DRAFT),
    ("personnel_milestones", _PROJECT_IS_DRAFT),
)
_WRITTEN_BY_SUPERVISOR = (
    "plan_id", "results", "results_reason", "behaviours", "behaviours_reason", "given_at", "document", "hash",
    "supervisor_id",
)  # fmt: skip
_OF_THE_RECEIPT = ("comment", "received_at", "objection_until")
_IS_RECEIVED_NOW = "OLD.received_at IS NULL AND NEW.received_at IS NOT NULL"
_DECIDED = (
    "EXISTS (SELECT 1 FROM personnel_objections o WHERE o.evaluation_id = OLD.id AND o.decision = 'changed')"
)
_OF_AN_ITEM = (
    "id", "employee_id", "year", "competence", "source", "source_key", "reason", "step", "course_id", "due_on",
    "made_at",
)  # fmt: skip
_APPROVED = (
    "starts_on", "unit_id", "supervisor_id", "support", "accountability", "consequences", "reason", "returned",
    "submitted_at", "approved_at",
)  # fmt: skip


def _only_while(condition: str, table: str, refusal: str) -> list[triggers.Rule]:
    """Return the rules that rows of a table come, change and go only while a condition holds."""
    old, new = condition.format("OLD"), condition.format("NEW")
    return [
        (table, "INSERT", new, refusal),
        (table, "UPDATE", f"{old} AND {new}", refusal),
        (table, "DELETE", old, refusal),
    ]


RULES = [
    *((table, "DELETE", "FALSE", f"a row of {table} is never deleted") for table in _KEPT_FOR_GOOD),
    *((table, "UPDATE", "FALSE", f"a row of {table} never changes") for table in _NEVER_CHANGED),
    *(
        rule
        for table, condition in _PARTS_OF_PLANS
        for rule in _only_while(condition, table, "only a draft of a plan is edited")
    ),
    *_only_while(_IS_OPEN, "personnel_item_ratings", "a given evaluation keeps its ratings"),
    ("personnel_plans", "DELETE", "OLD.state = 'draft'", "only a draft of a plan is deleted"),
    (
        "personnel_plans",
        "UPDATE",
        f"{same(('id', 'employee_id', 'year', 'version'))} AND (OLD.state IN ('draft', 'submitted') OR"
        f" (OLD.state = 'approved' AND NEW.state = 'replaced' AND"
        f" {same(_APPROVED)}))",
        "an approved plan never changes; make a new version",
    ),
    (
        "personnel_measures",
        "UPDATE",
        same(("id", "goal_id", "employee_id", "year")),
        "a measure keeps its officer and year",
    ),
    (
        "personnel_feedback_notes",
        "UPDATE",
        f"{same(('id', 'employee_id', 'author_id', 'kind', 'behaviour', 'measure_id', 'entry_id', 'link'))}"
        f" AND {same(('text', 'written_at'))} AND OLD.seen_at IS NULL",
        "a note of feedback changes only by being seen",
    ),
    (
        "personnel_dialogues",
        "UPDATE",
        f"{same(('id', 'employee_id', 'supervisor_id', 'year', 'quarter', 'held_on', 'discussed', 'agreed'))}"
        f" AND {same(('recorded_at',))} AND OLD.confirmed_at IS NULL",
        "a recorded dialogue changes only by being confirmed",
    ),
    (
        "personnel_citations",
        "INSERT",
        _IS_OPEN.format("NEW"),
        "a given evaluation cites no more",
    ),
    (
        "personnel_citations",
        "UPDATE",
        f"{same(('id', 'evaluation_id', 'edition_id', 'hash', 'reading', 'cited_at'))} AND OLD.reply IS NULL",
        "a citation changes only by the one reply of its officer",
    ),
    (
        "personnel_evaluations",
        "UPDATE",
        f"{same(('id', 'employee_id', 'unit_id', 'year', 'quarter', 'created_at'))} AND (OLD.given_at IS NULL OR"
        f" ({same(_WRITTEN_BY_SUPERVISOR)} AND ({same(_OF_THE_RECEIPT)} OR ({_IS_RECEIVED_NOW}))"
        f" AND ({same(('predicate',))} OR {_DECIDED})))",
        "a given evaluation changes only by the receipt of its officer and by a decision",
    ),
    (
        "personnel_objections",
        "UPDATE",
        f"{same(('id', 'evaluation_id', 'reasons', 'filed_at', 'decide_by'))} AND OLD.decision IS NULL",
        "an objection is decided once, and the decision is final",
    ),
    (
        "personnel_enrolments",
        "UPDATE",
        f"{same(('id', 'run_id', 'employee_id'))} AND (OLD.certificate IS NULL OR"
        f" {same(('certificate', 'attended_at', 'hours'))})",
        "a certificate and its hours stay with its officer",
    ),
    (
        "personnel_development_items",
        "UPDATE",
        same(_OF_AN_ITEM),
        "what was planned changes only by being done or dropped",
    ),
]

SHOWN = [("record_achievements", "INSERT"), ("record_certificates", "INSERT")]


def upgrade() -> None:
    """Create the triggers."""
    triggers.create(RULES, SHOWN)


def downgrade() -> None:
    """Drop them again."""
    triggers.drop(RULES, SHOWN)
