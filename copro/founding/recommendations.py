"""What is said about recommendations: one in other words, taken up where, discussed in which comments."""

from network.models import Comment, Organisation, Person
from reports.models import Recommendation, Wording

from .contributions import find
from .reading import listed, naming

FILE = "recommendations"


def load_what_is_said_of_recommendations(made):
    """Said once, with the reports that were made just now; then it belongs to the organisers."""
    new = {thing.slug for thing in made}
    with naming(f"{FILE}.toml"):
        for tie in listed(FILE, "tie"):
            if report_of(tie["one"]) in new:
                by = Person.objects.get(slug=tie["by"])
                one, other = recommended(tie["one"]), recommended(tie["other"])
                Wording.objects.tie(one, other, by=by, reason=tie["reason"])
        for where in listed(FILE, "whereabouts"):
            if report_of(where["recommendation"]) in new:
                say_where(where)
        for remark in listed(FILE, "remark"):
            if report_of(remark["recommendation"]) in new:
                note(remark)


def report_of(reference):
    return reference.partition(":")[0]


def recommended(reference):
    """The recommendation that a text like "right-here-right-now:2:3" names: report, list, number."""
    report, position, number = reference.split(":")
    return Recommendation.objects.get(
        list__report__slug=report, list__position=position, number=number
    )


def say_where(where):
    uptake = recommended(where["recommendation"]).uptakes.first()
    uptake.organisation = Organisation.objects.get(slug=where["organisation"])
    uptake.place = where["place"]
    uptake.told_in = find(where["told_in"])
    uptake.full_clean()
    uptake.save()


def note(remark):
    """Comments that begin so, and the answers to them."""
    recommendation = recommended(remark["recommendation"])
    on_report = Comment.objects.filter(contribution=recommendation.list.report_id)
    first = on_report.get(body__startswith=remark["begins"])
    for comment in on_report.filter(path__startswith=first.path):
        recommendation.note(comment)
