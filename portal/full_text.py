"""Full-text search over the posts of the forum, in each engine's own way; migration 0010 makes the indexes."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.domain.forum_search import Search

_SQLITE = text(
    "SELECT rowid FROM forum_search WHERE forum_search MATCH :words AND rowid < :before"
    " ORDER BY rowid DESC LIMIT :limit"
)
# The very expression of the index, or PostgreSQL would read every post.
_POSTGRESQL = text(
    "SELECT id FROM record_topic_posts"
    " WHERE to_tsvector('simple', regexp_replace(heading || ' ' || text, '[^[\\:alnum\\:]]+', ' ', 'g'))"
    " @@ to_tsquery('simple', :words) AND id < :before"
    " ORDER BY id DESC LIMIT :limit"
)


def find_posts(session: Session, search: Search, *, before: int, limit: int) -> list[int]:
    """Return the ids of posts, or of their topic's titles, in which every word occurs; the newest first.

    before: only posts with a smaller id. Withdrawn and removed posts have no words that could be found.
    """
    if not search:
        return []
    if session.get_bind().dialect.name == "sqlite":
        statement, words = _SQLITE, search.for_sqlite
    else:
        statement, words = _POSTGRESQL, search.for_postgresql
    return list(session.scalars(statement, {"words": words, "before": before, "limit": limit}))
