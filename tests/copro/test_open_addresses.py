"""Every address that somebody without an account may open. Whatever is not in this list asks for signing in.

A new open address is a decision: add it here, by hand, in the same commit.
"""

from django.urls import URLPattern, get_resolver

OPEN = {
    "",
    ".well-known/security.txt",
    "<kind:kind>/<uslug:slug>/comments.xml",
    "<kind:kind>/<uslug:slug>/comments/",
    "<kind:kind>/<uslug:slug>/comments/waiting/",
    "<kind:kind>/<uslug:slug>/comments/waiting/deletion/",
    "<kind:kind>/<uslug:slug>/readings/",
    "<kind:kind>/feed.xml",
    "about/",
    "accessibility/",
    "accounts/2fa/authenticate/",
    "accounts/2fa/webauthn/login/",
    "accounts/3rdparty/login/cancelled/",
    "accounts/3rdparty/signup/",
    "accounts/confirm-email/",
    "accounts/google/login/",
    "accounts/google/login/callback/",
    "accounts/google/login/token/",
    "accounts/inactive/",
    "accounts/login/",
    "accounts/login/code/",
    "accounts/login/code/confirm/",
    "accounts/logout/",
    "accounts/microsoft/login/",
    "accounts/microsoft/login/callback/",
    "accounts/oidc/^(?P<provider_id>[^/]+)/login/",
    "accounts/oidc/^(?P<provider_id>[^/]+)/login/callback/",
    "accounts/password/reset/",
    "accounts/password/reset/complete/",
    "accounts/password/reset/confirm/",
    "accounts/password/reset/done/",
    "accounts/signup/",
    "admin/login/",
    "articles/",
    "articles/<uslug:slug>/",
    "case-studies/",
    "case-studies/<uslug:slug>/",
    "comments/<int:pk>/",
    "comments/<int:pk>/reply/",
    "confirmations/<str:word>/",
    "downloads/<int:pk>/",
    "events/",
    "events/<uslug:slug>/",
    "events/<uslug:slug>/event.ics",
    "events/calendar.ics",
    "events/series/<uslug:slug>/",
    "feeds/comments.xml",
    "feeds/latest.xml",
    "glossary/",
    "healthz/live",
    "healthz/ready",
    "evidence/",
    "evidence/claims.csv",
    "evidence/claims.json",
    "evidence/claims/",
    "evidence/map.csv",
    "evidence/value-for-money/",
    "ideas/",
    "ideas/definitions/",
    "ideas/principles/<uslug:slug>/",
    "ideas/questions/",
    "ideas/recommendations/<int:pk>/",
    "media/<path:name>",
    "invitations/<str:token>/",
    "invitations/<str:token>/approval/",
    "invitations/<str:token>/change/",
    "invitations/<str:token>/draft/",
    "invitations/<str:token>/quotes/<int:pk>/withdrawal/",
    "invitations/<str:token>/renewal/",
    "invitations/<str:token>/withdrawal/",
    "organisations/",
    "organisations/<uslug:slug>/",
    "people/",
    "people/<uslug:slug>/",
    "privacy/",
    "reports/",
    "reports/<uslug:slug>/",
    "reports/<uslug:slug>/download/",
    "reports/series/<uslug:slug>/",
    "robots.txt",
    "search/",
    "shared/<str:token>/",
    "sitemap-<slug:section>-<int:number>.xml",
    "sitemap.xml",
    "takedowns/new/",
    "takedowns/received/",
    "terms/",
    "topics/",
    "topics/<uslug:slug>/",
    "topics/<uslug:slug>/feed.xml",
}


def open_addresses(patterns=None, prefix=""):
    """The routes whose view opens itself with `login_not_required`."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from open_addresses(pattern.url_patterns, route)
        elif not getattr(pattern.callback, "login_required", True):
            yield route


def test_no_address_is_open_but_these():
    assert set(open_addresses()) == OPEN
