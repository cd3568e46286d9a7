"""What is filed under a topic is read in the order in which it was published."""

import re
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from network.models import CaseStudy, Contribution, Filing
from tests.factories import make_article, make_case_study, make_topic

pytestmark = pytest.mark.django_db
TITLE = re.compile(r'class="card-title"><a href="[^"]*"><bdi>(.*?)</bdi>')
A_MOMENT = 1  # second, in which whoever comes second meets who was first


def moments():
    """Since when each filing says that its contribution is public, and since when it is."""
    return list(Filing.objects.values_list("published_at", "content_object__published_at"))


def are_true():
    return all(one == other for one, other in moments())


def test_the_database_tells_a_filing_when_its_contribution_was_published(amina):
    bread, time = make_topic("bread"), make_topic("time banking")
    study = make_case_study(amina, topics=[bread], published=False)
    assert moments() == [(None, None)]
    study.publish()
    Filing.objects.create(tag=time, content_object=study)
    assert len(moments()) == 2
    assert None not in moments()[0]
    assert are_true()
    Contribution.objects.update(published_at=None)
    assert are_true()
    Filing.objects.filter(tag=time).update(content_object=make_article(amina))
    assert are_true()


@pytest.mark.django_db(transaction=True)
def test_what_is_filed_while_it_is_published_is_read_under_its_topic(amina):
    bread, study = make_topic("bread"), make_case_study(amina, published=False)

    def file():
        Filing.objects.create(tag=bread, content_object=study)
        connection.close()

    thread = threading.Thread(target=file)
    with transaction.atomic():
        CaseStudy.objects.update(published_at=timezone.now())
        thread.start()
        thread.join(A_MOMENT)
    thread.join()

    assert Contribution.objects.about_topic(bread).exists()


@pytest.mark.parametrize("address", ["/topics/bread/", "/case-studies/?topic=bread"])
def test_pages_of_a_topic_follow_each_other_there_and_back(client, amina, address):
    bread = make_topic("bread")
    for number in range(25):
        make_case_study(amina, title=f"Study {number:02}", topics=[bread])
    path = address.partition("?")[0]
    first = client.get(address)
    second = client.get(path + first.context["listing"].earlier_href)
    back = client.get(path + second.context["listing"].later_href)

    seen = [TITLE.findall(page.text) for page in (first, second, back)]
    assert seen[0] + seen[1] == [f"Study {number:02}" for number in reversed(range(25))]
    assert seen[2] == seen[0]
