from urllib.parse import urljoin

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.csp import csp_override

from network import permissions
from network.models import Contribution, Kind
from network.models.invitations import own_address
from network.models.prose import placed_photos
from network.models.related import related_to
from network.models.videos import videos_of
from network.structured_data import contribution_data

from .comments import discussion


def render_contribution(request, contribution, template, context=None):
    """The page of one contribution (a child, fetched with its `for_page`), draft or published.

    `template` extends network/contribution.html; `context` is what the kind adds.
    """
    member = request.user
    may_edit = permissions.may_edit(member, contribution)
    page = {
        "contribution": contribution,
        "address": settings.SITE_ADDRESS + contribution.get_absolute_url(),
        "image": _image(contribution),
        "kind": Kind(contribution.kind),
        "bylines": contribution.bylines.all(),
        "partners": contribution.partners.all(),
        "reflections": contribution.reflections.published().newest_first().for_cards()[:6],
        "quotes": contribution.quotes.all(),
        "photos": contribution.photos.all(),
        "videos": videos_of(contribution),
        "topics": contribution.topics.all(),
        "may_edit": may_edit,
        "may_withdraw": permissions.may_withdraw(member, contribution),
        "may_collect": contribution.is_published and permissions.may_edit_collections(member),
        "may_delete": may_edit and permissions.may_delete(member, contribution),
        "may_see_photos": member.is_authenticated,
        "discussion": discussion(request, contribution),
        "share_link": getattr(request, "share_link", None),
        "answer_address": _answer_address(request, contribution),
        **_of_draft(member, contribution, may_edit),
        **(context or {}),
    }
    page.setdefault("gallery", _hanging(contribution, page["photos"]))
    page["reflections"] = list(page["reflections"])
    page["related"] = related_to(contribution, without=set(_linked(page)))
    page["structured_data"] = contribution_data(page)
    return _framing(page["videos"])(request, template, page)


def _linked(page):
    """The keys of the contributions to which a page leads already."""
    for value in page.values():
        for each in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(each, Contribution):
                yield each.pk


def _framing(videos):
    """`render`, with a policy that lets the page frame the hosts of its videos and nothing else."""
    origins = {video.source.origin for video in videos if video.source} - {""}
    if not origins:
        return render
    return csp_override(settings.SECURE_CSP | {"frame-src": sorted(origins)})(render)


def _hanging(contribution, photos):
    """The photos that do not stand on its page already, in a text or as its cover."""
    placed = {contribution.cover_id}
    for field in contribution._meta.concrete_fields:
        if getattr(field, "figures", False):
            placed |= placed_photos(getattr(contribution, field.attname))
    return [photo for photo in photos if photo.pk not in placed and not photo.taken_down_at]


def _to_vouch(contribution):
    """The names of whom an author may say that they agree, before it is public."""
    if all(byline.confirmed_at or byline.vouched_at for byline in contribution.bylines.all()):
        return []
    return list(contribution.bylines.to_vouch().values_list("name_as_printed", flat=True))


def _answer_address(request, contribution):
    """Where whoever is named on it says whether that is right; None for everybody else."""
    named = (
        byline
        for byline in contribution.bylines.all()
        if not byline.confirmed_at and byline.person.member_id == (request.user.pk or 0)
    )
    return getattr(request, "answer_address", None) or next(map(own_address, named), None)


def _of_draft(member, contribution, may_edit):
    """Above a draft, for its authors and for moderators who hold it: why it is one, and until when."""
    moderates = permissions.may_see_holds(member)
    if contribution.is_published or not (may_edit or moderates):
        return {}
    withdrawal = contribution.withdrawals.first()
    is_held = withdrawal is not None and withdrawal.is_holding
    return {
        "withdrawal": withdrawal,
        "is_held": is_held,
        "appeals": withdrawal.appeals.select_related("by") if is_held else (),
        "schedule": contribution.schedules.first(),
        "may_publish": may_edit and not is_held,
        "to_vouch": _to_vouch(contribution) if may_edit and not is_held else (),
        "may_lift": is_held and moderates and not contribution.is_written_by(member),
    }


def _image(contribution):
    """The address of the picture that other sites show beside a link; None without a cover."""
    if contribution.cover is None:
        return None
    return urljoin(settings.SITE_ADDRESS, contribution.cover.file.url)
