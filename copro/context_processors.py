"""What every page may show."""

from django.conf import settings


def site(request):
    """The name and address of the site, and whether it is a demonstration."""
    return {
        "site_name": settings.SITE_NAME,
        "site_address": settings.SITE_ADDRESS,
        "demo": settings.DEMO,
    }
