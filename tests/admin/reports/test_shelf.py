"""Documents that are kept: whole or not at all, and not for ever."""

from datetime import UTC, datetime
from threading import Thread

from portal.admin.reports.shelf import KEPT, Shelf


def test_a_second_person_meanwhile_never_sees_half_a_document(tmp_path):
    shelf, content = Shelf(tmp_path / "new"), bytes(300_000)
    shelf.put("a.pdf", content)
    writers = [Thread(target=lambda: [shelf.put("a.pdf", content) for _ in range(20)]) for _ in range(4)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        found = shelf.find("a.pdf")
        assert found is not None
        assert found.read_bytes() == content
    assert [file.name for file in shelf.folder.iterdir()] == ["a.pdf"]


def test_only_what_nobody_asked_for_in_a_long_time_is_removed(tmp_path):
    shelf, now = Shelf(tmp_path), datetime.now(UTC)
    shelf.put("a.pdf", b"a")
    shelf.forget_old(now + KEPT / 2)
    assert shelf.find("a.pdf")
    shelf.forget_old(now + 2 * KEPT)
    assert shelf.find("a.pdf") is None
    Shelf(tmp_path / "missing").forget_old(now)
