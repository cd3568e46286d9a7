"""Members, and all that any contribution shares: one noun a module."""

from .articles import Article
from .bylines import Byline, TookPartAs
from .case_studies import CaseStudy, Outcome, Running, Stage
from .comments import Comment, TooManyCommentsError
from .confirmations import Confirmation
from .contributions import Contribution
from .dates import ImpreciseDate
from .invitations import Invitation, InvitationAnswer
from .kinds import KINDS_BY_PLURAL, Kind
from .media import Download, Photo
from .members import MODERATORS, ORGANISERS, Member
from .moderation import Removal, Restoration
from .organisations import Organisation
from .pages import Page
from .partners import Partner
from .people import Person, SeenBy
from .person_claims import PersonClaim
from .places import Region, Sector
from .quotes import Quote
from .readings import Reading
from .revisions import Revision
from .share_links import ShareLink
from .takedowns import Takedown
from .terms import Term
from .topics import Filing, Topic
from .videos import Video
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
    "Revision",
    "Invitation",
    "InvitationAnswer",
    "ShareLink",
    "PersonClaim",
    "Takedown",
    "Video",
    "Term",
    "Confirmation",
]
