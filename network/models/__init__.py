"""Members, and all that any contribution shares: one noun a module."""

from .appeals import Appeal
from .articles import Article
from .bylines import Byline, TookPartAs
from .case_studies import CaseStudy, Outcome, Running, Stage
from .collections import Collection, CollectionItem
from .comments import Comment, TooManyCommentsError
from .confirmations import Confirmation
from .contributions import Contribution
from .dates import ImpreciseDate
from .downloads import Download
from .former_addresses import FormerAddress
from .former_collections import FormerCollection
from .former_topics import FormerTopic
from .invitations import Invitation, InvitationAnswer
from .kinds import KINDS_BY_PLURAL, Kind
from .letters import Letter
from .media import Photo
from .members import MODERATORS, ORGANISERS, Member
from .missed_searches import MissedSearch
from .moderation import Removal, Restoration
from .organisations import Organisation
from .pages import Page
from .partners import Partner
from .passages import Passage
from .people import Person, SeenBy
from .person_claims import PersonClaim
from .places import Region, Sector
from .quotes import Quote
from .readings import Reading
from .related import Related, RelatedTurn
from .revisions import Revision
from .schedules import Schedule
from .search_entries import SearchEntry
from .share_links import ShareLink
from .sheets import Sheet
from .subscribers import Subscriber
from .subscriptions import KindSubscription, TopicSubscription
from .synonyms import Synonym
from .takedowns import Reversal, Takedown
from .terms import Term
from .topics import Filing, Topic
from .videos import Video
from .withdrawals import Withdrawal
from .written_words import WrittenWord

__all__ = [
    "KINDS_BY_PLURAL",
    "MODERATORS",
    "ORGANISERS",
    "Appeal",
    "Article",
    "Byline",
    "CaseStudy",
    "Collection",
    "CollectionItem",
    "Comment",
    "Contribution",
    "Download",
    "Filing",
    "FormerAddress",
    "FormerCollection",
    "FormerTopic",
    "ImpreciseDate",
    "Kind",
    "KindSubscription",
    "Letter",
    "Member",
    "MissedSearch",
    "Organisation",
    "Outcome",
    "Page",
    "Passage",
    "Partner",
    "Person",
    "Photo",
    "Quote",
    "Reading",
    "Region",
    "Related",
    "RelatedTurn",
    "Removal",
    "Reversal",
    "Restoration",
    "Running",
    "Schedule",
    "SearchEntry",
    "Sector",
    "SeenBy",
    "Stage",
    "TookPartAs",
    "TooManyCommentsError",
    "Subscriber",
    "Topic",
    "TopicSubscription",
    "Withdrawal",
    "WrittenWord",
    "Revision",
    "Invitation",
    "InvitationAnswer",
    "ShareLink",
    "Sheet",
    "Synonym",
    "PersonClaim",
    "Takedown",
    "Video",
    "Term",
    "Confirmation",
]
