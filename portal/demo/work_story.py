"""What the demo's staff work on: follow-up plans, paper forms, evaluations and a report."""

from portal.admin.entry.actions import FilledSheet, key_sheet, read_again
from portal.admin.evaluations.actions import cite, open_evaluation
from portal.admin.evaluations.actions import reply as reply_to_citation
from portal.admin.evaluations.queries import EvaluationView, citable_editions, find_evaluation, list_officers
from portal.admin.follow_up import actions as follow_up
from portal.admin.follow_up.queries import baselines, read_baseline
from portal.admin.reports.actions import keep_texts
from portal.admin.reports.texts import ReportTexts
from portal.answering import CounterForm, find_counter_form
from portal.demo.answers import SyntheticAnswer, synthetic_responses
from portal.demo.offices import HOSPITAL
from portal.demo.stage import Stage
from portal.demo.words_of_staff import (
    ANSWER_TO_READING,
    NOTHING,
    PLANS,
    READING_OF_COLLEAGUE,
    READING_OF_MONTH,
    READING_OF_PERIOD,
    REPORT_ACTIVITIES,
    REPORT_ANALYSIS,
    REPORT_CLOSING,
    REPORT_MEDIA,
    REPORT_METHOD,
    DemoPlan,
)
