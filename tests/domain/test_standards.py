"""The parts of a service standard."""

from portal.domain.standards import PARTS, Group, missing_parts


def test_there_are_fourteen_parts_in_the_law_s_order() -> None:
    assert [part.name.id.split()[0].strip(",") for part in PARTS] == [
        *("Dasar", "Persyaratan", "Sistem", "Jangka", "Biaya/tarif", "Produk", "Sarana"),
        *("Kompetensi", "Pengawasan", "Penanganan", "Jumlah", "Jaminan", "Jaminan", "Evaluasi"),
    ]
    assert len({part.key for part in PARTS}) == 14


def test_six_parts_are_met_by_the_visitor_and_eight_lie_behind_the_counter() -> None:
    delivery = [part.key for part in PARTS if part.group is Group.DELIVERY]
    assert delivery == ["requirements", "procedure", "time", "fee", "product", "complaints"]
    assert len(PARTS) - len(delivery) == 8


def test_every_part_speaks_both_languages() -> None:
    assert all(
        words.id and words.en and words.id != words.en for part in PARTS for words in (part.name, part.hint)
    )


def test_what_is_stored_today_is_found_under_the_same_keys() -> None:
    stored = {key: {"id": "Isi", "en": "Text"} for key in ("requirements", "time", "fee", "product")}
    assert len(missing_parts(stored)) == 10


def test_an_empty_standard_lacks_everything_and_a_full_one_nothing() -> None:
    full = {part.key: {"id": "Isi", "en": ""} for part in PARTS}
    assert missing_parts({}) == PARTS
    assert missing_parts(full) == ()


def test_blank_words_and_english_alone_do_not_count() -> None:
    full = {part.key: {"id": "Isi", "en": "Text"} for part in PARTS}
    full["fee"] = {"id": "  ", "en": "Free"}
    full["time"] = {"id": "", "en": "One day"}
    assert [part.key for part in missing_parts(full)] == ["time", "fee"]
