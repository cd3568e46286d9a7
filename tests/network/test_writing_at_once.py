"""Several people press the button at the same moment."""

import threading

import pytest
from django.db import connection

from network.models import CaseStudy
from tests.conftest import signed_in


@pytest.mark.django_db(transaction=True)
def test_drafts_with_one_title_saved_at_once_are_all_kept_or_asked_again(amina):
    clients = [signed_in(amina) for _ in range(5)]
    statuses, start = [], threading.Barrier(len(clients))

    def save(client):
        try:
            start.wait()
            sent = client.post("/case-studies/new/", {"title": "The same title"})
            statuses.append(sent.status_code)
            if sent.status_code == 409:
                assert "save again" in sent.text
                assert "The same title" in sent.text
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == 5
    assert set(statuses) <= {302, 409}
    slugs = CaseStudy.objects.values_list("slug", flat=True)
    assert len(slugs) == len(set(slugs)) == statuses.count(302)
