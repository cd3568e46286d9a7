import pytest

from tests.factories import make_principle, make_report


@pytest.fixture
def report(olu):
    return make_report(olu, title="Right Here, Right Now")


@pytest.fixture
def principle(report):
    return make_principle(report, name="People are assets")


@pytest.fixture
def edit(olu_client, report):
    """`edit(data)` sends the writing page of the report and gives the answer."""
    return lambda data: olu_client.post(f"{report.get_absolute_url()}edit/", data)
