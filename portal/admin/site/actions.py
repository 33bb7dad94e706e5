"""What an administrator can do with the site."""

from sqlalchemy.orm import Session

from portal.domain.words import Words
from portal.models.site import Site


def make_site(
    session: Session, *, government: Words, owner: Words, period: str = "semester", demo: bool = False
) -> Site:
    """Add the one site row."""
    site = Site(
        id=1,
        government_id=government.id,
        government_en=government.en,
        owner_id=owner.id,
        owner_en=owner.en,
        period=period,
        demo=demo,
    )
    session.add(site)
    session.flush()
    return site
