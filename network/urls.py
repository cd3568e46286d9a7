from django.urls import path, register_converter

from .converters import KindConverter, SlugConverter
from .models import Kind
from .views import (
    answers,
    articles,
    case_studies,
    comments,
    confirmations,
    downloads,
    feeds,
    glossary,
    holds,
    interview,
    invitations,
    lists,
    moderation,
    organisations,
    people,
    person_claims,
    previews,
    photos,
    publication,
    readings,
    removals,
    revisions,
    schedules,
    search,
    share_links,
    suggestions,
    takedown_requests,
    takedowns,
    topics,
    waiting_comments,
    you,
)

register_converter(SlugConverter, "uslug")
register_converter(KindConverter, "kind")

urlpatterns = [
    path("case-studies/new/", case_studies.case_study_new, name="case-study-new"),
    path("case-studies/new/interview/", interview.interview_new, name="case-study-interview-new"),
    path("case-studies/<uslug:slug>/interview/", interview.interview, name="case-study-interview"),
    path(
        "case-studies/<uslug:slug>/interview/<slug:question>/",
        interview.interview_question,
        name="case-study-interview-question",
    ),
    path(
        "case-studies/<uslug:slug>/confirmation/", confirmations.confirmation, name="confirmation"
    ),
    path(
        "confirmations/<str:word>/",
        confirmations.confirmation_by_link,
        name="confirmation-by-link",
    ),
    path("case-studies/<uslug:slug>/", case_studies.case_study, name="case-study"),
    path("case-studies/<uslug:slug>/edit/", case_studies.case_study_edit, name="case-study-edit"),
    path("articles/new/", articles.article_new, name="article-new"),
    path("articles/<uslug:slug>/", articles.article, name="article"),
    path("articles/<uslug:slug>/edit/", articles.article_edit, name="article-edit"),
    path("suggestions/<slug:name>/", suggestions.suggestions, name="suggestions"),
    path("<kind:kind>/new/photos/", photos.photos_of_new, name="new-photos"),
    path("<kind:kind>/<uslug:slug>/photos/", photos.photos, name="photos"),
    path("<kind:kind>/<uslug:slug>/publication/", publication.publication, name="publication"),
    path("<kind:kind>/<uslug:slug>/withdrawal/", publication.withdrawal, name="withdrawal"),
    path("<kind:kind>/<uslug:slug>/revisions/", revisions.revisions, name="revisions"),
    path("<kind:kind>/<uslug:slug>/revisions/<int:number>/", revisions.revision, name="revision"),
    path(
        "<kind:kind>/<uslug:slug>/revisions/<int:number>/restoration/",
        revisions.restoration,
        name="restoration",
    ),
    path("<kind:kind>/<uslug:slug>/deletion/", publication.draft_deletion, name="draft-deletion"),
    path("<kind:kind>/<uslug:slug>/schedule/", schedules.schedule, name="schedule"),
    path(
        "<kind:kind>/<uslug:slug>/schedule/cancellation/",
        schedules.schedule_cancellation,
        name="schedule-cancellation",
    ),
    path("<kind:kind>/<uslug:slug>/preview/", previews.preview, name="preview"),
    path("<kind:kind>/<uslug:slug>/preview/page/", previews.preview_page, name="preview-page"),
    path("<kind:kind>/<uslug:slug>/share-links/", share_links.share_links, name="share-links"),
    path(
        "<kind:kind>/<uslug:slug>/share-links/<int:pk>/revocation/",
        share_links.share_link_revocation,
        name="share-link-revocation",
    ),
    path("shared/<str:token>/", share_links.shared, name="shared"),
    path("<kind:kind>/<uslug:slug>/hold/lifting/", holds.hold_lifting, name="hold-lifting"),
    path("<kind:kind>/<uslug:slug>/hold/appeal/", holds.hold_appeal, name="hold-appeal"),
    path("takedowns/new/", takedowns.takedown_new, name="takedown-new"),
    path("takedowns/received/", takedowns.takedown_received, name="takedown-received"),
    # For moderators
    path("moderation/", moderation.moderation, name="moderation"),
    path("moderation/consents/", moderation.consents, name="consents"),
    path("moderation/log/", moderation.log, name="moderation-log"),
    path("moderation/takedowns/", takedown_requests.takedowns, name="takedowns"),
    path(
        "moderation/takedowns/<uuid:number>/",
        takedown_requests.takedown_request,
        name="takedown-request",
    ),
    path(
        "moderation/takedowns/<uuid:number>/decision/",
        takedown_requests.takedown_decision,
        name="takedown-decision",
    ),
    path(
        "moderation/takedowns/<uuid:number>/<int:pk>/reversal/",
        takedown_requests.takedown_reversal,
        name="takedown-reversal",
    ),
    path("moderation/holds/", holds.holds, name="holds"),
    # Comments
    path("<kind:kind>/<uslug:slug>/comments/", comments.comments, name="comments"),
    path(
        "<kind:kind>/<uslug:slug>/comments/waiting/",
        waiting_comments.waiting_comment,
        name="waiting-comment",
    ),
    path(
        "<kind:kind>/<uslug:slug>/comments/waiting/deletion/",
        waiting_comments.waiting_comment_deletion,
        name="waiting-comment-deletion",
    ),
    path("<kind:kind>/<uslug:slug>/readings/", readings.readings, name="readings"),
    path("comments/<int:pk>/", comments.comment, name="comment"),
    path("comments/<int:pk>/reply/", comments.reply, name="comment-reply"),
    path("comments/<int:pk>/edit/", comments.edit, name="comment-edit"),
    path("comments/<int:pk>/deletion/", comments.deletion, name="comment-deletion"),
    path("comments/<int:pk>/removal/", removals.removal, name="comment-removal"),
    path(
        "comments/<int:pk>/removal/restoration/",
        removals.restoration,
        name="comment-restoration",
    ),
    # One's own pages
    path("you/", you.you, name="you"),
    path("you/contributions/", you.contributions, name="your-contributions"),
    path("you/comments/", you.comments, name="your-comments"),
    # Lists
    path("case-studies/", lists.contribution_list, {"kind": Kind.CASE_STUDY}, name="case-studies"),
    path("articles/", lists.contribution_list, {"kind": Kind.ARTICLE}, name="articles"),
    path("reports/", lists.contribution_list, {"kind": Kind.REPORT}, name="reports"),
    # Feeds
    path("feeds/latest.xml", feeds.latest, name="latest-feed"),
    path("feeds/comments.xml", feeds.comments, name="comments-feed"),
    path("<kind:kind>/feed.xml", feeds.of_kind, name="kind-feed"),
    path("topics/<uslug:slug>/feed.xml", feeds.of_topic, name="topic-feed"),
    path(
        "<kind:kind>/<uslug:slug>/comments.xml",
        feeds.comments_of_contribution,
        name="contribution-comments-feed",
    ),
    path("glossary/", glossary.glossary, name="glossary"),
    path("search/", search.search, name="search"),
    # Topics, people, organisations
    path("topics/", topics.topics, name="topics"),
    path("topics/<uslug:slug>/", topics.topic, name="topic"),
    path("people/", people.people, name="people"),
    path("people/<uslug:slug>/edit/", people.person_edit, name="person-edit"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<uslug:slug>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<uslug:slug>/edit/",
        organisations.organisation_edit,
        name="organisation-edit",
    ),
    path("downloads/<int:pk>/", downloads.download, name="download"),
    # Those who are named: asked by mail, answering, claiming
    path("<kind:kind>/<uslug:slug>/invitations/", invitations.invitations, name="invitations"),
    path(
        "<kind:kind>/<uslug:slug>/invitations/<int:pk>/revocation/",
        invitations.invitation_revocation,
        name="invitation-revocation",
    ),
    path(
        "<kind:kind>/<uslug:slug>/invitations/<int:pk>/reminder/",
        invitations.invitation_reminder,
        name="invitation-reminder",
    ),
    path("invitations/<str:token>/", answers.invitation, name="invitation"),
    path("invitations/<str:token>/draft/", answers.invitation_draft, name="invitation-draft"),
    path(
        "invitations/<str:token>/approval/",
        answers.invitation_approval,
        name="invitation-approval",
    ),
    path("invitations/<str:token>/change/", answers.invitation_change, name="invitation-change"),
    path(
        "invitations/<str:token>/withdrawal/",
        answers.invitation_withdrawal,
        name="invitation-withdrawal",
    ),
    path(
        "invitations/<str:token>/quotes/<int:pk>/withdrawal/",
        answers.invitation_quote_withdrawal,
        name="invitation-quote-withdrawal",
    ),
    path(
        "invitations/<str:token>/renewal/", answers.invitation_renewal, name="invitation-renewal"
    ),
    path("people/<uslug:slug>/claim/", person_claims.person_claim_new, name="person-claim-new"),
    path("moderation/person-claims/", person_claims.person_claims, name="person-claims"),
    path("moderation/person-claims/<int:pk>/", person_claims.person_claim, name="person-claim"),
]
