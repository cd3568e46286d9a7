"""Addresses of the whole site. Each app brings its own."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from copro import demo, front_page, gallery, home, media, pages, profiles, sitemaps

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = f"{settings.SITE_NAME}: administration"
admin.site.site_title = f"Administration of {settings.SITE_NAME}"
admin.site.index_title = "What the site keeps"

handler400 = "copro.errors.bad_request"
handler403 = "copro.errors.forbidden"
handler404 = "copro.errors.not_found"
handler429 = "copro.errors.too_many_requests"
handler500 = "copro.errors.server_error"

urlpatterns = [
    path("", front_page.home, name="home"),
    *(path(f"{slug}/", pages.page, {"slug": slug}, name=slug) for slug in pages.SLUGS),
    path("healthz/live", home.live, name="live"),
    path("healthz/ready", home.ready, name="ready"),
    path("robots.txt", home.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemaps.section, name="sitemap-section"),
    path(".well-known/security.txt", home.security, name="security"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("network.urls")),
    path("", include("events.urls")),
    path("", include("reports.urls")),
    path("people/<uslug:slug>/", profiles.person, name="person"),
]

if settings.MEDIA_URL.startswith("/"):
    urlpatterns += [path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", media.media, name="media")]

if settings.DEMO:
    urlpatterns += [
        path("demo/mail/", demo.mail, name="demo_mail"),
    ]

if settings.DEBUG:
    urlpatterns += [path("demo/components/", gallery.gallery, name="gallery")]
