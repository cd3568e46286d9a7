"""Every component with made-up content, for those who work on the look; routed only with DEBUG."""

import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from network.models.bylines import Byline, TookPartAs
from network.models.comments import LETTER, rendered
from network.models.contributions import Contribution
from network.models.dates import ImpreciseDate
from network.models.downloads import Download
from network.models.kinds import Kind
from network.models.media import Photo
from network.models.people import Person, SeenBy
from network.models.places import Region, Sector
from network.models.quotes import Quote
from network.models.topics import Topic

LONG_NAME = (
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Community Time Bank Partnership"
)

FILE = Download(
    title="Right Here, Right Now",
    content_type="application/pdf",
    size=1482300,
    form=Download.Form.SUMMARY,
    language="cy",
)


class SampleForm(forms.Form):
    name = forms.CharField(max_length=80, label="Your name", help_text="As it should be printed.")
    email = forms.EmailField(label="E-mail address", initial="not an address")
    region = forms.ChoiceField(choices=[("", "Anywhere"), *Region.choices], required=False)
    stage = forms.ChoiceField(
        choices=[("a", "Starting out"), ("b", "Making it work")], widget=forms.RadioSelect
    )
    sectors = forms.MultipleChoiceField(
        choices=Sector.choices[:3], widget=forms.CheckboxSelectMultiple, required=False
    )
    picture = forms.FileField(required=False)
    story = forms.CharField(widget=forms.Textarea, label="What happened?")
    agree = forms.BooleanField(label="I have the consent of everybody whom I name.")


class SampleFilters(forms.Form):
    sector = forms.ChoiceField(choices=[("", "Every sector"), *Sector.choices], required=False)
    region = forms.ChoiceField(choices=[("", "Anywhere"), *Region.choices], required=False)
    year = forms.ChoiceField(
        choices=[("", "Any year"), ("2011", "2011"), ("2010", "2010")], required=False
    )


def people():
    names = ["Amina Yusuf", "Bryn Ŵyn-Jones", "ليلى حداد", "Mo", LONG_NAME]
    return [Person(name=name, slug=f"person-{n}") for n, name in enumerate(names, 1)]


def bylines():
    capacities = [
        TookPartAs.PERSON_USING_SERVICES,
        TookPartAs.PROFESSIONAL,
        TookPartAs.CARER,
        "",
        "",
    ]
    return [
        Byline(person=person, name_as_printed=person.name, took_part_as=capacity)
        for person, capacity in zip(people(), capacities, strict=True)
    ]


def contributions():
    cover = Photo.objects.first()
    made = [
        (Kind.CASE_STUDY, "A day centre that runs on shared hours", "2010", "Camden", 12),
        (Kind.EVENT, "London roadshow: a day with three expert witnesses", "2011-21", "London", 3),
        (
            Kind.REPORT,
            "Right Here, Right Now: taking co-production into the mainstream",
            "2010-07",
            "",
            1,
        ),
        (Kind.ARTICLE, f"What we learned from {LONG_NAME}", "2010-07-28", "", 0),
    ]
    return [
        Contribution(
            pk=number,
            kind=kind,
            title=title,
            slug="sample",
            summary="Everybody who comes also gives: an hour of cooking, listening or mending for an hour of another.",
            dated=ImpreciseDate(dated),
            place=place,
            credit="Amina Yusuf, Bryn Ŵyn-Jones and 3 others",
            comment_count=comments,
            cover=cover if number % 2 else None,
        )
        for number, (kind, title, dated, place, comments) in enumerate(made, 1)
    ]


def letters():
    """Rows as a page of comments has them: plain, answered twice, right to left, and removed."""
    said = [
        (
            "",
            "We tried it too. The hardest part was to stop *helping*.\n\nPeople knew what to do.",
            None,
        ),
        ("/1", "How long did it take until the staff trusted it?", None),
        (
            "/1/1",
            "A year. See https://example.org/a/very/long/address/that/does/not/break/by/itself",
            None,
        ),
        ("", "شكرا جزيلا، هذا مفيد جدا.", None),
        ("", "", "It named a neighbour who had not agreed to it."),
    ]
    at = datetime.datetime(2010, 7, 21, 9, 30, tzinfo=ZoneInfo("Europe/London"))
    return [
        dict.fromkeys(LETTER)
        | {
            "id": number,
            "path": f"{number}{depth}",
            "html": rendered(body),
            "posted_at": at,
            "removal__reason": reason,
            "author__name": person.name,
            "author__slug": person.slug,
            "author__work_seen_by": SeenBy.EVERYONE,
            "author__role": "Time bank coordinator",
        }
        for number, (person, (depth, body, reason)) in enumerate(
            zip(people(), said, strict=True), 1
        )
    ]


@login_not_required
def gallery(request):
    amina, bryn, *_ = people()
    return render(
        request,
        "components/gallery.html",
        {
            "contributions": contributions(),
            "people": people(),
            "bylines": bylines(),
            "letters": letters(),
            "photo": Photo.objects.first(),
            "file": FILE,
            "topics": [
                Topic(name=name, slug=name.replace(" ", "-"))
                for name in ("time banking", "mental health", "prevention")
            ],
            "quote": Quote(
                person=amina,
                name_as_printed=amina.name,
                role="time banker, Camden",
                text="For years I was on the receiving end. Now there are people who rely on me.",
            ),
            "paraphrase": Quote(
                person=bryn,
                name_as_printed="Bryn Wyn Jones",
                text="Services do better with people than to them.",
                is_paraphrase=True,
            ),
            "empty_form": SampleForm(),
            "wrong_form": SampleForm({"email": "amina at example", "stage": "z"}, prefix="wrong"),
            "filters": SampleFilters({"list-year": "2010"}, prefix="list"),
            "active": [{"label": "2010", "href": "?"}, {"label": "Mental health", "href": "?"}],
            "tabs": [
                {"label": "Everything", "href": "#", "count": "1,000+", "is_current": True},
                {"label": "Case studies", "href": "#", "count": 12},
                {"label": "Events", "href": "#", "count": 0},
            ],
        },
    )
