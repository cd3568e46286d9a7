import csv
import io
import json

import pytest

from network.models import CaseStudy
from network.spreadsheets import harmless
from tests.factories import (
    make_case_study,
    make_claim,
    make_principle,
    make_recommendations,
    make_report,
)
from tests.words import words

pytestmark = pytest.mark.django_db


def of(response):
    """The rows of a CSV file, as dicts."""
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_cell_counts_what_supports_challenges_and_qualifies(client, amina, bryn, principle):
    health = make_case_study(amina, title="In a surgery", sector="health", stage="working")
    housing = make_case_study(bryn, title="In a tower", sector="housing", region="wales")
    make_claim(health, principle)
    make_claim(health, principle, stance="qualifies")
    make_claim(housing, principle, stance="challenges")

    said = words(client.get("/evidence/"))

    assert "People are assets +1 1 for −1 1 against ±1 1 in part" in said
    assert "Health 1 for, 1 in part from Health" in said
    assert "Housing and supported housing 1 against from Housing" in said
    by_region = words(client.get("/evidence/?by=region"))
    assert "Wales 1 against from Wales" in by_region
    by_stage = words(client.get("/evidence/?by=stage"))
    assert "Making it work 1 for, 1 in part" in by_stage
    assert "Not said 1 against" in by_stage


def test_absence_is_shown_and_asked_about(client, amina, principle):
    said = words(client.get("/evidence/"))
    assert "No evidence yet. Tell us what you have seen" in said

    make_claim(make_case_study(amina, sector="health"), principle)

    said = words(client.get("/evidence/"))
    assert "No evidence yet from:" in said
    assert "Housing and supported housing" in said


def test_every_number_leads_to_its_claims(client, amina, bryn, principle):
    make_claim(make_case_study(amina, title="In a surgery", sector="health"), principle)
    make_claim(make_case_study(bryn, title="In a tower", sector="housing"), principle)

    page = client.get("/evidence/")

    href = f"/evidence/claims/?principle={principle.slug}&amp;sector=health"
    assert href in page.text
    cell = words(client.get(href.replace("&amp;", "&")))
    assert "In a surgery" in cell
    assert "In a tower" not in cell
    assert "About People are assets" in cell


def test_filters_narrow_what_is_counted(client, amina, principle):
    study = make_case_study(amina, sector="health")
    make_claim(study, principle, kind_of_evidence="evaluation")
    make_claim(study, principle, kind_of_evidence="testimony", stance="challenges")

    said = words(client.get("/evidence/?evidence=evaluation"))

    assert "1 for" in said
    assert "against" not in said.partition("The same, in words")[2]
    assert "No evidence yet. Tell us" in words(client.get("/evidence/?sector=justice"))
    assert client.get("/evidence/?sector=nowhere&by=moon&report=none").status_code == 200


def test_recommendations_are_rows_too(client, amina, report):
    first, second = make_recommendations(report, "Build it in.", "Prevent.")
    make_claim(make_case_study(amina, sector="health"), second)

    said = words(client.get("/evidence/?of=recommendations"))

    assert "Prevent. +1 1 for" in said
    assert "Build it in. None yet" in said
    href = f"/evidence/claims/?recommendation={second.pk}"
    assert "About Prevent." in words(client.get(href))


def test_a_report_narrows_the_rows(client, olu, principle):
    other = make_report(olu, title="Another")
    make_principle(other, name="Of the other")

    said = words(client.get(f"/evidence/?report={other.slug}"))

    assert "Of the other" in said
    assert "People are assets" not in said


def test_nothing_of_drafts_is_counted_named_or_exported(client, amina, olu, principle):
    draft = make_case_study(amina, title="Not out yet", sector="health", published=False)
    make_claim(draft, principle)
    hidden = make_principle(make_report(olu, published=False), name="Secret idea")
    make_claim(make_case_study(amina, title="A public one"), hidden)

    assert "No evidence yet. Tell us" in words(client.get("/evidence/"))
    for address in ("/evidence/", "/evidence/claims/"):
        said = words(client.get(address))
        assert "Secret idea" not in said
        assert "Not out yet" not in said
    assert of(client.get("/evidence/claims.csv")) == []
    assert json.loads(client.get("/evidence/claims.json").getvalue()) == []


def test_claims_are_exported_as_csv_and_json(client, amina, principle):
    study = make_case_study(amina, title="In a surgery", sector="health")
    make_claim(study, principle, passage="=HYPERLINK(1)", kind_of_evidence="testimony")
    make_claim(make_case_study(amina, title="Elsewhere", sector="housing"), principle)

    rows = of(client.get("/evidence/claims.csv?sector=health"))

    assert [row["from"] for row in rows] == ["In a surgery"]
    assert rows[0]["passage"] == "'=HYPERLINK(1)"
    assert rows[0]["says"] == "supports"
    assert rows[0]["address"].endswith(f"/case-studies/{study.slug}/")
    found = json.loads(client.get("/evidence/claims.json").getvalue())
    assert [claim["from"] for claim in found] == ["Elsewhere", "In a surgery"]
    assert found[1]["passage"] == "=HYPERLINK(1)"


def test_the_map_is_exported_with_its_empty_cells(client, amina, principle):
    make_claim(make_case_study(amina, sector="health"), principle)

    rows = {(row["idea"], row["sector"]): row for row in of(client.get("/evidence/map.csv"))}

    assert rows["People are assets", "Health"]["supports"] == "1"
    assert rows["People are assets", "Criminal justice"]["supports"] == "0"
    assert rows["Value for money", "Health"]["tell costs"] == "0"


def test_what_is_not_said_can_be_chosen_where_everything_is(client, amina, principle):
    make_claim(make_case_study(amina, sector="health"), principle)

    shown = client.get("/evidence/?sector=none").context["matrix"]

    assert shown.columns == ["Not said"]
    assert [len(row.cells) for row in shown.rows] == [1]


def test_the_number_of_costs_leads_to_as_many_whatever_is_chosen(client, amina, principle):
    for region in ("wales", "wales", "london"):
        make_case_study(amina, title=f"In {region}", costs="<p>£1</p>", region=region)

    for query, count in (("", 3), ("?region=wales", 2), ("?by=region&sector=justice", 0)):
        shown = client.get(f"/evidence/{query}")
        assert shown.context["matrix"].cost_total == count
        opened = client.get(shown.context["matrix"].costs_href).context["case_studies"]
        assert len(opened) == count
    in_words = words(client.get("/evidence/?region=wales")).partition("The same, in words")[2]
    told = "Value for money Case studies that tell costs or savings. Mental health 2 case studies"
    assert told in in_words


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_no_cell_is_a_formula(text):
    assert harmless(text) == f"'{text}"


def test_value_for_money_shows_costs_with_their_outcomes(client, amina, principle):
    study = make_case_study(
        amina, title="Night sitting", sector="health", costs="<p>£27,000 a year: the ledger.</p>"
    )
    study.outcomes.create(what="Nights in hospital", before="20", after="12", source="Ward book")
    make_case_study(amina, title="Without figures")
    make_case_study(amina, title="A draft", costs="<p>£1</p>", published=False)

    said = words(client.get("/evidence/"))
    assert "Value for money case studies that tell costs 1" in said

    page = words(client.get("/evidence/value-for-money/?sector=health"))
    assert "Night sitting" in page
    assert "£27,000 a year: the ledger." in page
    assert "Ward book" in page
    assert "Without figures" not in page
    assert "A draft" not in page
    assert "No figures yet" in words(client.get("/evidence/value-for-money/?sector=justice"))


def test_counts_follow_whatever_becomes_of_the_contribution(client, amina, mo, principle):
    study = make_case_study(amina, sector="health", region="wales", stage="starting")
    claim = make_claim(study, principle)

    def counted(query):
        return "1 for" in words(client.get(f"/evidence/{query}"))

    assert counted("?sector=health&region=wales&stage=starting")
    study.sector, study.region, study.stage = "housing", "london", "showing"
    study.save()
    assert counted("?sector=housing&region=london&stage=showing")
    CaseStudy.objects.filter(pk=study.pk).update(sector="justice")
    assert counted("?sector=justice")
    claim.save()  # an object read before the changes does not undo them
    assert counted("?sector=justice&stage=showing")
    study.withdraw(by=amina, reason="")
    assert not counted("")


def test_the_pages_cost_the_same_for_one_claim_and_for_thirty(queries, client, amina, report):
    def ask():
        addresses = ("/evidence/", "/evidence/claims/", "/evidence/value-for-money/")
        return [queries(client, address) for address in addresses]

    make_claim(make_case_study(amina, costs="<p>£1</p>"), make_principle(report, name="First"))
    assert ask() == [4, 2, 2]
    for number in range(30):
        study = make_case_study(amina, title=f"Study {number}", costs="<p>£2</p>")
        make_claim(study, make_principle(report, name=f"Principle {number}"))

    assert ask() == [4, 2, 2]


def test_the_empty_map_says_what_will_be_here(client, db):
    said = words(client.get("/evidence/"))
    assert "what practice says about each will stand here" in said


def test_visitors_may_keep_the_map(client, principle):
    for address in ("/evidence/", "/evidence/claims/", "/evidence/claims.csv"):
        response = client.get(address)
        assert "Set-Cookie" not in response
        assert response["Cache-Control"].startswith("public")


@pytest.mark.parametrize(
    "query",
    ["recommendation=99999999999999999999999", "recommendation=x", "principle=%00", "page=-"],
)
def test_odd_addresses_are_answered_plainly(client, principle, query):
    assert client.get(f"/evidence/claims/?{query}").status_code in {200, 400, 404}
