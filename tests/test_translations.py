"""The catalogue is whole: nothing untranslated, nothing unused, compiled."""

from babel.messages.catalog import Catalog

from tests import translations


def test_every_message_is_in_english():
    assert translations.faults() == []


def test_placeholders_are_the_same_in_english():
    catalog: Catalog = translations.load()
    assert [(message.id, errors) for message, errors in catalog.check()] == []
