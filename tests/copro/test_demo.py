"""`manage.py demo` as somebody at a terminal meets it: real processes, a data folder of their own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from copro import children
from copro.management.commands.demo import STOPPING, interrupt, require_going_on
from copro.postgres import locks
from copro.postgres.cluster import Cluster

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("demo")
# Two processes that hold a lock and hear no signal to stop.
STUBBORN = """
import fcntl, os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
if os.fork() == 0:
    pathlib.Path(sys.argv[1]).write_text("both")
time.sleep(60)
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def demo(data, port, *options):
    """The process, with nothing of this run of tests in its environment."""
    ours = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    command = [
        sys.executable,
        "manage.py",
        "demo",
        "--bind",
        f"127.0.0.1:{port}",
        "--data",
        str(data),
    ]
    return subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        env=ours | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until_up(process):
    """What it said until it was up."""
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C stops it" in line:
            return said
    raise AssertionError(said)


def end(process, how=signal.SIGTERM):
    process.send_signal(how)
    said, _ = process.communicate(timeout=60)
    return said


def fetch(port, address="/healthz/ready"):
    """(status, text), or (0, "") when nothing listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=20) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def within(seconds, condition):
    patience = time.monotonic() + seconds
    while time.monotonic() < patience:
        if condition():
            return True
        time.sleep(0.1)
    return False


def database_runs(data):
    return Cluster(data)._server_lives()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder that was filled once; the first start makes everything."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    process = demo(folder, free_port())
    wait_until_up(process)
    end(process)
    process.stdout.close()
    return folder


@pytest.fixture
def running(data):
    """(process, port) of a demonstration that is up."""
    port = free_port()
    process = demo(data, port)
    wait_until_up(process)
    yield process, port
    if process.poll() is None:
        end(process)
    process.stdout.close()


def refused(data, port, *options):
    """What a demonstration that does not start says: one line."""
    process = demo(data, port, *options)
    said, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert len(said.strip().splitlines()) == 1, said
    return said


def test_it_says_where_it_is_and_who_may_sign_in(data):
    port = free_port()
    process = demo(data, port)
    began = time.monotonic()
    said = wait_until_up(process)
    assert time.monotonic() - began < 30
    assert f"http://127.0.0.1:{port}/" in said
    for name in ("amina", "bryn", "olu", "mo", "admin"):
        assert f"{name}@copro.example" in said
    assert end(process).endswith("Stopped. Everything is kept for the next time.\n")
    assert process.returncode == 0


def test_every_page_says_that_it_is_a_demonstration(running):
    _, port = running
    for address in ("/accounts/login/", "/demo/mail/", "/no-such-page/"):
        assert "This is a demonstration" in fetch(port, address)[1]


class Visitor:
    """Somebody with a browser of their own, as far as forms go."""

    def __init__(self, port):
        self.site = f"http://127.0.0.1:{port}"
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def send(self, address, **fields):
        """Open a page, fill its form in, send it, and return the page that comes of it."""
        page = self.browser.open(self.site + address).read().decode()
        fields["csrfmiddlewaretoken"] = re.search(
            r'name="csrfmiddlewaretoken" value="(\w+)"', page
        )[1]
        request = urllib.request.Request(
            self.site + address, urllib.parse.urlencode(fields).encode(), {"Origin": self.site}
        )
        return self.browser.open(request).read().decode()


def test_everybody_it_names_can_sign_in(running):
    _, port = running
    for name in ("amina", "bryn", "olu", "mo", "admin"):
        login = f"{name}@copro.example"
        page = Visitor(port).send("/accounts/login/", login=login, password="co-production")
        assert "/accounts/logout/" in page, login


def test_the_code_of_somebody_who_joins_is_in_the_mail(running):
    _, port = running
    email = f"gwen{port}@copro.example"
    visitor = Visitor(port)
    visitor.send(
        "/accounts/signup/", name="Gwen Price", email=email, password1="a long enough sentence"
    )
    letter = fetch(port, "/demo/mail/")[1].partition(f"To {email}")[2]
    assert re.search(r"\b[A-Z0-9]{3,}-?[A-Z0-9]{3,}\b", letter)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_site_worker_and_database(running, data, how):
    process, port = running
    assert fetch(port)[0] == 200
    end(process, how)
    assert process.returncode == 0
    assert fetch(port)[0] == 0
    assert not database_runs(data)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_that_comes_while_python_clears_memory_stops_it_too():
    class Cleared:
        def __del__(self):
            signal.raise_signal(signal.SIGTERM)

    before = {each: signal.signal(each, interrupt) for each in STOPPING}
    try:
        require_going_on()
        Cleared()  # what is raised here is lost
        with pytest.raises(KeyboardInterrupt):
            require_going_on()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_a_child_that_does_not_stop_goes_with_what_it_started(tmp_path, monkeypatch):
    held = tmp_path / "in-use.lock"
    (tmp_path / "manage.py").write_text(STUBBORN)
    monkeypatch.setattr(children, "MANAGE", tmp_path / "manage.py")
    monkeypatch.setattr(children, "STOP_WITHIN", 0.1)
    with children.children([str(held)]):
        assert within(60, lambda: held.exists() and held.read_text() == "both")
        assert not locks.can_take(held, shared=True)
    assert within(20, lambda: locks.can_take(held, shared=True))


def test_killed_outright_its_children_stop_by_themselves(running, data):
    process, port = running
    process.kill()
    process.wait()
    assert within(20, lambda: fetch(port)[0] == 0)
    assert within(20, lambda: not database_runs(data))


def test_a_killed_database_is_away_for_a_moment_and_comes_back(running, data):
    _, port = running
    server = int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(server, signal.SIGKILL)
    assert within(20, lambda: fetch(port)[0] == 200)


def test_a_second_one_of_the_same_data_says_where_the_first_is(running, data):
    _, port = running
    assert f"http://127.0.0.1:{port}/" in refused(data, free_port())


def test_a_taken_port_is_one_sentence(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = refused(data, taken.getsockname()[1])
    assert re.match(r"Sorry: 127\.0\.0\.1:\d+ cannot be used \(Address already in use\)", said)


def test_an_unwritable_folder_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    said = refused(tmp_path / "file", free_port())
    assert said.startswith(f"Sorry: The data folder {tmp_path / 'file'} cannot be written")


@pytest.mark.parametrize("bind", ["0.0.0.0:8000", "[::]:8000"])
def test_other_machines_are_not_served_unless_told(tmp_path, bind):
    assert "--allow-other-machines" in refused(tmp_path, 0, "--bind", bind)


@pytest.mark.parametrize(
    "bind", ["nonsense", "127.0.0.1:99999", "no.such.host.invalid:8000", "127.0.0.1:"]
)
def test_an_address_that_cannot_be_is_one_sentence(tmp_path, bind):
    assert refused(tmp_path, 0, "--bind", bind).startswith("Sorry: --bind ")
