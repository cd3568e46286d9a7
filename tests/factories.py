"""What tests are made of: each function makes one thing, with sensible words unless told."""

import io
import itertools
from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone
from PIL import Image

from events.models import Event
from network.models import (
    Article,
    Byline,
    CaseStudy,
    Collection,
    Comment,
    Contribution,
    Download,
    ImpreciseDate,
    Member,
    Organisation,
    Person,
    Photo,
    Topic,
)
from network.models.comments import path_step
from network.pictures import encoded
from reports.models import (
    Claim,
    Definition,
    Principle,
    Recommendation,
    RecommendationList,
    Report,
    ReportSeries,
)

PASSWORD = "co-production"
numbers = itertools.count(1)


def make_member(name="Gwen Price", *, email=None, groups=(), **fields):
    """A member with their person; `groups` by name."""
    email = email or f"member{next(numbers)}@copro.example"
    member = Member.objects.create_user(email, PASSWORD, name=name, **fields)
    member.groups.set(Group.objects.filter(name__in=groups))
    Person.objects.of_member(member)
    return member


def make_person(name="Sunita Rao", **fields):
    return Person.objects.named(name, **fields)


def make_organisation(name="Riverside Trust", **fields):
    number = next(numbers)
    return Organisation.objects.create(name=name, slug=f"organisation-{number}", **fields)


def make_topic(name="time banking", **fields):
    return Topic.objects.get_or_create(name=name, defaults=fields)[0]


def _make(model, *, by, title, published, topics, fields):
    contribution = model(title=title, created_by=by, **fields)
    contribution.give_address()
    contribution.save()
    if by is not None:
        person = Person.objects.of_member(by)
        name_on(contribution, person, confirmed_at=timezone.now())
    contribution.topics.add(*topics)
    contribution.refresh_index()
    if published:
        contribution.publish(at=None if published is True else published)
    return contribution


def name_on(contribution, person, **fields):
    """Somebody named on it, who has not said yet whether that is right unless told."""
    printed = {"name_as_printed": person.name} | fields
    return Byline.objects.create(contribution=contribution, person=person, **printed)


def make_case_study(
    by=None,
    *,
    title="A time bank in the day centre",
    published=True,
    topics=(),
    **fields,
):
    """`published` is False for a draft, or the moment of publication."""
    fields = {
        "summary": "Neighbours swap hours, and nobody is only a patient.",
        "body": "<p>People met every Tuesday and planned it together.</p>",
        "sector": "mental-health",
        "region": "london",
    } | fields
    return _make(CaseStudy, by=by, title=title, published=published, topics=topics, fields=fields)


def make_article(
    by=None, *, title="What I heard at the launch", published=True, topics=(), **fields
):
    fields = {
        "summary": "Notes from a full room.",
        "body": "<p>The room agreed on little.</p>",
    } | fields
    return _make(Article, by=by, title=title, published=published, topics=topics, fields=fields)


def make_event(by=None, *, title="A workshop in Cardiff", published=True, topics=(), **fields):
    """Ten weeks from now unless told."""
    day = (timezone.localdate() + timedelta(weeks=10)).isoformat()
    fields = {
        "summary": "A day of learning together.",
        "announcement": "<p>Bring a question.</p>",
        "dated": ImpreciseDate(day),
    } | fields
    return _make(Event, by=by, title=title, published=published, topics=topics, fields=fields)


def make_report(by=None, *, title="Right together", published=True, topics=(), **fields):
    fields = {
        "summary": "What it takes to share power.",
        "body": "<p>The summary of the report.</p>",
        "dated": ImpreciseDate("2010-07"),
    } | fields
    return _make(Report, by=by, title=title, published=published, topics=topics, fields=fields)


def make_comment(contribution, by, body="This helped us too.", **fields):
    """`by` is a member."""
    person = Person.objects.of_member(by)
    return Comment.objects.post(contribution=contribution, by=person, body=body, **fields)


def make_download(
    contribution, *, content=b"%PDF-1.4\n", file_name="report.pdf", title="The report", **fields
):
    """A PDF unless told."""
    download = Download(
        contribution=contribution,
        title=title,
        file_name=file_name,
        content_type=fields.pop("content_type", "application/pdf"),
        size=len(content),
        **fields,
    )
    download.file.save(file_name, ContentFile(content))
    return download


def make_photo(alternative_text="Five people cook.", **fields):
    """A small picture, with its files."""
    out = io.BytesIO()
    Image.new("RGB", (90, 60), "teal").save(out, "PNG")
    return Photo.objects.keep(encoded(out), alternative_text=alternative_text, **fields)


def make_comments(contribution, by, count):
    """Many at once, each a conversation of its own, in order."""
    person = Person.objects.of_member(by)
    numbers_of_rows = [Comment.objects.next_pk() for _ in range(count)]
    rows = [
        Comment(
            pk=pk,
            contribution=contribution,
            author=person,
            body=f"Number {pk}",
            html=f"<p>Number {pk}</p>",
            path=path_step(pk),
        )
        for pk in numbers_of_rows
    ]
    Contribution.objects.filter(pk=contribution.pk).update(comment_count=F("comment_count") + count)
    return Comment.objects.bulk_create(rows)


def make_report_series(title="Co-production, in three parts", **fields):
    number = next(numbers)
    return ReportSeries.objects.create(title=title, slug=f"series-{number}", **fields)


def make_definition(report, *, text="Sharing power as equals.", **fields):
    return Definition.objects.create(report=report, text=text, **fields)


def make_principle(report=None, *, name="People are assets", **fields):
    number = next(numbers)
    return Principle.objects.create(report=report, name=name, slug=f"principle-{number}", **fields)


def make_recommendations(report, *texts, title="Recommendations", position=1, source=None):
    """A list of them; gives the recommendations in their order."""
    listed = RecommendationList.objects.create(
        report=report, title=title, position=position, source=source
    )
    return [
        Recommendation.objects.create(list=listed, number=number, text=text)
        for number, text in enumerate(texts, start=1)
    ]


def make_claim(contribution, target, **fields):
    """`target` is a principle or a recommendation."""
    kind = "principle" if isinstance(target, Principle) else "recommendation"
    return Claim.objects.create(contribution=contribution, **{kind: target}, **fields)


def make_collection(by=None, *pieces, title="Where to begin", published=True, **fields):
    """Pieces in their order, each with a reason; `by` is a member."""
    fields = {"summary": "For somebody who is new to this.", "updated_by": by} | fields
    collection = Collection(title=title, **fields)
    collection.made_by = Person.objects.of_member(by) if by else None
    collection.take_address()
    collection.save()
    for position, piece in enumerate(pieces):
        reason = f"Because of {piece.title}."
        collection.items.create(contribution=piece, reason=reason, position=position)
    if published:
        collection.publish()
    return collection
