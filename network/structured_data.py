"""Pages as search engines read them: schema.org, as JSON-LD (templatetags/structured_data.py writes it)."""

from urllib.parse import urljoin

from django.conf import settings

from .models import Kind, Partner

TYPES = {
    Kind.CASE_STUDY: "Article",
    Kind.ARTICLE: "Article",
    Kind.EVENT: "Event",
    Kind.REPORT: "Report",
}
LANGUAGE = "en-GB"


def contribution_data(page):
    """One contribution, from what its page shows (see `render_contribution`); its trail besides.

    `page["schema"]` is what its kind knows better. A draft is not told to anybody.
    """
    contribution = page["contribution"]
    if not contribution.is_published:
        return []
    kind = Kind(contribution.kind)
    data = {
        "@context": "https://schema.org",
        "@type": TYPES[kind],
        "@id": page["address"],
        "url": page["address"],
        "name": contribution.title,
        "description": contribution.summary,
        "image": page["image"],
        "inLanguage": LANGUAGE,
        "keywords": [topic.name for topic in page["topics"]],
    }
    data |= said_of_an_event(page) if kind == Kind.EVENT else said_of_a_text(page)
    # Only a text has a "video" (schema.org, CreativeWork); an event is the subject of one.
    data["subjectOf" if kind == Kind.EVENT else "video"] = videos(page)
    data |= page.get("schema", {})
    return [without_gaps(data), trail((kind.plural_label, f"/{kind.plural}/"), page=page)]


def said_of_a_text(page):
    contribution = page["contribution"]
    dated = contribution.dated if contribution.kind == Kind.REPORT else None
    return {
        "headline": contribution.title,
        "datePublished": dated.machine if dated else contribution.published_at.isoformat(),
        "dateModified": contribution.updated_at.isoformat() if contribution.was_updated else None,
        "author": people(page["bylines"]),
        "publisher": organisations(page, Partner.Capacity.PUBLISHER),
        "commentCount": contribution.comment_count,
        "contentLocation": named("Place", contribution.place) if contribution.place else None,
    }


def people(bylines):
    """Those who made it, in order; "Name withheld" is nobody's name, and so is not told to programs."""
    return [
        named("Person", one.name_as_printed, one.person)
        for one in bylines
        if not getattr(one.person, "withheld_at", None)
    ]


def said_of_an_event(page):
    return {"organizer": organisations(page, Partner.Capacity.HOST)}


def videos(page):
    """Those that play on the page; when they were put where they lie nobody has told us."""
    return [
        without_gaps(
            {
                "@type": "VideoObject",
                "name": video.title or page["contribution"].title,
                "embedUrl": video.source.embed,
                "thumbnailUrl": video.still
                and urljoin(settings.SITE_ADDRESS, video.still.file.url),
            }
        )
        for video in page["videos"]
        if video.source and video.source.embed
    ]


def organisations(page, capacity):
    partners = [one for one in page["partners"] if getattr(one, "capacity", None) == capacity]
    return [named("Organization", one.organisation.name, one.organisation) for one in partners]


def person_data(profile):
    """A profile, as its reader sees it."""
    person = profile.person
    data = named("Person", person.name, person) | {
        "jobTitle": profile.role,
        "description": profile.about,
        "worksFor": named("Organization", profile.organisation.name, profile.organisation)
        if profile.organisation
        else None,
    }
    page = {"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": data}
    page["mainEntity"] = without_gaps(data)
    return [page, trail(("People", "/people/"), (person.name, person.get_absolute_url()))]


def organisation_data(organisation):
    data = named("Organization", organisation.name, organisation) | {
        "@context": "https://schema.org",
        "alternateName": organisation.short_name,
        "description": organisation.about,
        "address": organisation.address,
        "sameAs": organisation.website,
    }
    here = (organisation.name, organisation.get_absolute_url())
    return [without_gaps(data), trail(("Organisations", "/organisations/"), here)]


def topic_data(topic):
    return [trail(("Topics", "/topics/"), (topic.name, topic.get_absolute_url()))]


def collection_data(collection, items):
    """A collection with those of its pieces that everybody can read, in their order."""
    listed = [
        {
            "@type": "ListItem",
            "position": number,
            "name": item.contribution.title,
            "url": settings.SITE_ADDRESS + item.get_absolute_url(),
        }
        for number, item in enumerate(items, 1)
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": collection.title,
        "description": collection.summary,
        "numberOfItems": len(listed),
        "itemListElement": listed,
    }
    here = (collection.title, collection.get_absolute_url())
    shown = [without_gaps(data)] if collection.is_published else []
    return [*shown, trail(("Collections", "/collections/"), here)]


def site_data():
    """The site, and how it is searched."""
    target = f"{settings.SITE_ADDRESS}/search/?q={{words}}"
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=words"}
    site = {"@type": "WebSite", "name": settings.SITE_NAME, "url": f"{settings.SITE_ADDRESS}/"}
    return [{"@context": "https://schema.org", **site, "potentialAction": action}]


def trail(*steps, page=None):
    """Where a page stands, from the home page on: (name, path) pairs, and the page itself."""
    steps = [("Home", "/"), *steps]
    if page:
        steps.append((page["contribution"].title, page["contribution"].get_absolute_url()))
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": name,
            "item": settings.SITE_ADDRESS + path,
        }
        for number, (name, path) in enumerate(steps, 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    }


def named(kind, name, thing=None):
    """A thing of schema.org by its name, with its address here if it has one."""
    data = {"@type": kind, "name": name}
    if thing is not None and not getattr(thing, "withheld_at", None):
        data["url"] = settings.SITE_ADDRESS + thing.get_absolute_url()
    return data


def without_gaps(data):
    return {name: value for name, value in data.items() if value not in (None, "", [])}
