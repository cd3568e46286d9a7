"""Members, and all that any contribution shares: one noun a module."""

from .articles import Article
from .bylines import Byline, TookPartAs
from .case_studies import CaseStudy, Outcome, Running, Stage
from .comments import Comment, TooManyCommentsError
from .contributions import Contribution
from .dates import ImpreciseDate
from .kinds import KINDS_BY_PLURAL, Kind
from .media import Download, Photo
from .members import MODERATORS, ORGANISERS, Member
from .moderation import Removal, Restoration
from .organisations import Organisation
from .pages import Page
from .partners import Partner
from .people import Person, SeenBy
from .places import Region, Sector
from .quotes import Quote
from .readings import Reading
from .topics import Filing, Topic
from .withdrawals import Withdrawal

__all__ = [
    "KINDS_BY_PLURAL",
    "MODERATORS",
    "ORGANISERS",
    "Article",
    "Byline",
    "CaseStudy",
    "Comment",
    "Contribution",
    "Download",
    "Filing",
    "ImpreciseDate",
    "Kind",
    "Member",
    "Organisation",
    "Outcome",
    "Page",
    "Partner",
    "Person",
    "Photo",
    "Quote",
    "Reading",
    "Region",
    "Removal",
    "Restoration",
    "Running",
    "Sector",
    "SeenBy",
    "Stage",
    "TookPartAs",
    "TooManyCommentsError",
    "Topic",
    "Withdrawal",
]
