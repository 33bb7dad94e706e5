import pytest
from sqlalchemy import text
from tests.conftest import *
pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_x(session):
    session.execute(text("SET enable_seqscan = off")); session.execute(text("SET enable_indexscan = off"))
    print("\n".join(session.scalars(text("EXPLAIN SELECT id FROM record_posts WHERE to_tsvector('simple', heading || ' ' || text) @@ to_tsquery('simple', 'a') AND id < 99 ORDER BY id DESC LIMIT 5"))))
