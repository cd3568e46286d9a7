from django import forms
from django.utils import timezone

from network.models import CaseStudy, Outcome
from network.models.case_studies import PARTS
from network.models.prose import ProseWidget

from .bylines import BylineFormSet
from .contributions import COVER, PHOTOS, ContributionForm, Section
from .downloads import FILES, DownloadFormSet
from .partners import PartnerFormSet
from .parts import part
from .quotes import QuoteFormSet
from .videos import VIDEOS, VideoFormSet


class OutcomeForm(forms.ModelForm):
    class Meta:
        model = Outcome
        fields = ["what", "before", "after", "unit", "is_worse", "source", "kind_of_evidence"]
        labels = {
            "what": "What changed",
            "unit": "Counted in",
            "is_worse": "It got worse",
            "kind_of_evidence": "What kind of evidence is that?",
        }
        help_texts = {
            "what": "For example “people who run something each week”.",
            "source": "For example “the rota”, with the year.",
            "unit": "",
        }
        widgets = {
            name: forms.TextInput(attrs={"data-short": True})
            for name in ("before", "after", "unit")
        }


OutcomeFormSet = part(CaseStudy, Outcome, OutcomeForm, noun="change")

SECTIONS = (
    Section(
        "beginning",
        "The beginning",
        "The first thing that people read, and in lists the only thing.",
        fields=("title", "summary"),
        example="The day centre that runs on shared hours\n"
        "People who use a day centre and its staff run it together, hour for hour. Forty people now "
        "give something each week; it used to be five.",
    ),
    Section(
        "people",
        "Who made this together",
        "Name everybody who took part and wants to be named: people who use the service, their "
        "families and neighbours, and professionals. All stand alike on the page, in your order.",
        part="bylines",
        example="Joan Price, “ran the kitchen rota”. Sam Okoro, professional. Mrs Begum’s family, carer "
        "or family.",
    ),
    Section(
        "story",
        "The story",
        "In short parts, in plain words. Leave out what you do not know.",
        fields=("problem", "body", "what_changed", "costs", "what_was_hard", "advice"),
        example="What was not working: You were told your time, and if you missed it you went to the "
        "end of a list of five months.\n\n"
        "What you did together: Every Tuesday six of us planned the week. Two had used the service "
        "for years, one ran it. Whoever had an hour to give wrote it on the board.\n\n"
        "What changed: Nobody waits longer than two weeks. We know from the appointment book.\n\n"
        "Costs: £2,300 a year, mostly for lunches. Source: the centre’s accounts for 2024.\n\n"
        "What was hard: In the first winter only three people came, and we argued about money.\n\n"
        "Advice: Ask what people can offer before you ask what they need.",
    ),
    Section(
        "outcomes",
        "What changed, in a table",
        "One change a row, also what got worse. A change without a figure counts too.",
        part="outcomes",
        example="People who put something on each week: before 5, after 40, counted in people. How we "
        "know: the wall chart, March 2022 and March 2024.",
    ),
    Section(
        "quotes",
        "In their words",
        "What somebody said, best of all somebody who uses the service. Ask before you quote.",
        part="quotes",
        example="“I used to be the one who was helped. On Tuesdays I am the one with the keys.” Joan "
        "Price, who has come since 2019.",
    ),
    Section(
        "facts",
        "Facts",
        "They stand beside the story, and people filter lists by them.",
        fields=("place", "region", "sector", "stage", "dated", "running", "ended"),
        example="Place: Keighley. It began in spring 2021. Still running, in another form: the council "
        "took it over in 2024.",
    ),
    Section(
        "organisations",
        "Organisations",
        "Who hosted, paid or worked with you. People come first on the page.",
        part="partners",
        example="Riverside Trust, host. Keighley Town Council, funder.",
    ),
    COVER,
    PHOTOS,
    VIDEOS,
    FILES,
    Section(
        "finding",
        "Finding and trusting it",
        "What others search for, and how they know that it still holds.",
        fields=("topics", "provenance", "last_confirmed", "comments_open"),
        example="Topics: time banking, mental health, kitchens. Last confirmed: the day on which you "
        "read it through with somebody who was there.",
    ),
)


class CaseStudyForm(ContributionForm):
    SECTIONS = SECTIONS
    PARTS = {
        "bylines": BylineFormSet,
        "partners": PartnerFormSet,
        "outcomes": OutcomeFormSet,
        "quotes": QuoteFormSet,
        "downloads": DownloadFormSet,
        "videos": VideoFormSet,
    }

    class Meta:
        model = CaseStudy
        fields = [
            *("title", "summary", "problem", "body", "what_changed", "costs", "what_was_hard"),
            *("advice", "place", "region", "sector", "stage", "dated", "running", "ended"),
            *("topics", "provenance", "last_confirmed", "comments_open"),
        ]
        labels = {
            "summary": "In one sentence: what did people do together, and what came of it?",
            "problem": "What was not working",
            "body": "What you did together",
            "what_changed": "What changed, and how you know",
            "advice": "What you would tell others",
            "dated": "When it began",
            "ended": "When it ended",
            "running": "Is it still running?",
            "comments_open": "People may comment",
            "last_confirmed": "Last confirmed",
        }
        help_texts = {
            "title": "As you would tell a friend about it. For example “A day centre that runs on "
            "shared hours”.",
            "body": "Who did what, and who decided? What did people bring who are usually helped?",
            "place": "A town or an area, as near as people are happy with.",
            "dated": "As exactly as you know: 20 July 2010, July 2010, spring 2011 or 2010.",
            "ended": "If it has. Work that stopped is worth telling too.",
            "last_confirmed": "The day on which somebody who was there last said that this is right.",
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "body": ProseWidget(levels=PARTS),
            "last_confirmed": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self):
        """Who says anew whether it is still running confirms it on this day."""
        data = super().clean()
        changed = self.changed_data
        if data.get("running") and "running" in changed and "last_confirmed" not in changed:
            data["last_confirmed"] = self.instance.last_confirmed = timezone.localdate()
        return data
