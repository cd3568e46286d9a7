"""The addresses for machines."""


def test_live_answers_without_the_database(client):
    response = client.get("/healthz/live")
    assert response.status_code == 200
    assert response.content == b"ok\n"


def test_ready_asks_the_database(db, client):
    assert client.get("/healthz/ready").status_code == 200
