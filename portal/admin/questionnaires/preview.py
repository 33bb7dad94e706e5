"""A version as a citizen will see it, at a counter that does not exist."""

from dataclasses import dataclass

from portal.domain.questionnaire import Version
from portal.domain.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleService:
    """A service of the sample counter."""

    slug: str
    name: Words


_UNIT = Words("Kantor Contoh", "Sample Office")
_COUNTER = Words("Loket Contoh", "Sample Counter")
_SERVICES = (
    SampleService(slug="satu", name=Words("Layanan pertama", "First service")),
    SampleService(slug="dua", name=Words("Layanan kedua", "Second service")),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleForm:
    """What the survey page shows of a counter's form."""

    version: Version
    unit: Words = _UNIT
    counter: Words = _COUNTER
    services: tuple[SampleService, ...] = _SERVICES
