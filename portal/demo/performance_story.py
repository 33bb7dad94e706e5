"""The demo's story of performance: quietly what everybody did for two years, then what a few did lately."""

from portal.admin.achievements.actions import publish, set_level
from portal.admin.achievements.drafts import draft_publication
from portal.demo.cast import gather_cast
from portal.demo.performance_plans import plan_the_years
from portal.demo.performance_reviews import finished_terms, review_the_years
from portal.demo.project_story import build_the_pier
from portal.demo.review_story import open_running_quarter, tell_reviews, told_reviews
from portal.demo.stage import Stage
from portal.demo.team_story import decide_changes, enter_this_month, submit_changes, write_notes
from portal.demo.training_story import hold_past_runs, plan_training
from portal.demo.words_of_reviews import REASONS_OF_LEVELS
from portal.demo.words_of_the_team import LEVELS
from portal.domain.achievements import ripe_on
from portal.domain.predicate import Level


def tell_of_everybody(stage: Stage) -> None:
    """Plan, enter and evaluate two years of everybody's work, and train them.

    It comes first, while nobody is followed: the trail's first pages would tell of nothing else.
    """
    cast = gather_cast(stage, quiet=True)
    books = plan_the_years(stage)
    review_the_years(stage, books, told=told_reviews(cast))
    build_the_pier(cast)
    tell_reviews(cast)
    submit_changes(cast)
    hold_past_runs(cast)


def tell_of_the_offices(stage: Stage) -> None:
    """State the offices' levels and publish what they achieved, each quarter on its day.

    The offices must have their places in the tree: the groups of a quarter are fixed with its first publication.
    """
    stage.enter("organisasi")
    for term in finished_terms(stage.today):
        for slug, unit in stage.units.items():
            level = LEVELS.get(slug, Level.GOOD)
            set_level(stage.session, unit.id, term, level, REASONS_OF_LEVELS[level])
        if term.quarter and ripe_on(term) <= stage.today:
            publish(stage.session, draft_publication(stage.session, term, ripe_on(term)))


def tell_of_the_team(stage: Stage) -> None:
    """Let those who have accounts act, so that the trail names them."""
    cast = gather_cast(stage, quiet=False)
    decide_changes(cast)
    enter_this_month(cast)
    write_notes(cast)
    tell_reviews(cast)
    open_running_quarter(cast)
    plan_training(cast)
