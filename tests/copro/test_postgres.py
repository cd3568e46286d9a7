"""The embedded PostgreSQL: it starts when asked, is shared, outlives every kind of death, and stops with the last."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from copro.postgres import programs
from copro.postgres.cluster import USER, Cluster
from copro.postgres.programs import ClusterError

ROOT = Path(__file__).resolve().parents[2]
# Says where the server is, then keeps it until its standard input ends.
CLIENT = """
import sys
from copro.postgres.cluster import Cluster
print(Cluster(sys.argv[1], throwaway=len(sys.argv) > 2).ensure(), flush=True)
sys.stdin.read()
"""


def client(data, *options):
    return subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(data), *options],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def let_go(process):
    process.communicate(timeout=30)
    assert process.returncode == 0


def ask(host, sql):
    with psycopg.connect(host=host, user=USER, dbname=USER) as connection:
        return connection.execute(sql).fetchone()[0]


def server_of(data):
    return int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def ends(process_id):
    """Whether a process that is no child of ours ends within ten seconds."""
    patience = time.monotonic() + 10
    while time.monotonic() < patience:
        try:
            state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def data(tmp_path):
    """A data folder whose server, whatever a test did to it, is gone afterwards."""
    folder = tmp_path / "data"
    yield folder
    Cluster(folder).stop_if_unused()


@pytest.fixture
def cluster(data):
    with_server = Cluster(data)
    with_server.ensure()
    yield with_server
    with_server.release()


def test_six_at_once_share_one_server_that_stops_with_the_last(data):
    clients = [client(data) for _ in range(6)]
    hosts = {each.stdout.readline().strip() for each in clients}
    assert len(hosts) == 1
    assert ask(hosts.pop(), "SELECT 1") == 1
    server = server_of(data)
    for each in clients[:5]:
        let_go(each)
    assert Path(f"/proc/{server}").exists()
    let_go(clients[5])
    assert ends(server)


def test_a_killed_client_leaves_a_server_that_the_next_one_uses_and_stops(data):
    first = client(data)
    host = first.stdout.readline().strip()
    server = server_of(data)
    first.kill()
    first.communicate()
    second = client(data)
    assert second.stdout.readline().strip() == host
    assert server_of(data) == server
    let_go(second)
    assert ends(server)


def test_a_killed_server_is_started_again_with_what_it_held(cluster, data):
    host = cluster.ensure()
    with psycopg.connect(host=host, user=USER, dbname=USER) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(server_of(data), signal.SIGKILL)
    assert ends(server_of(data))
    assert ask(cluster.ensure(), "SELECT answer FROM kept") == 42


def test_a_stale_file_that_names_a_living_process_is_no_obstacle(cluster, data):
    cluster.release()
    stale = data / "postgres" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{data}\n1\n5432\n/nowhere\nlocalhost\n")
    assert ask(cluster.ensure(), "SELECT 1") == 1


def test_a_very_long_path_is_no_obstacle(tmp_path):
    data = tmp_path / ("long " * 20) / ("longer " * 20) / 'it\'s "here"'
    cluster = Cluster(data, throwaway=True)
    assert ask(cluster.ensure(), "SELECT 1") == 1
    cluster.release()
    assert not data.exists()


def test_no_right_of_a_parent_folder_is_opened(tmp_path, cluster):
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    assert cluster.socket_folder.stat().st_mode & 0o777 == 0o700
    assert cluster.files.stat().st_mode & 0o777 == 0o700


def test_it_does_not_listen_on_the_network(cluster):
    assert ask(cluster.ensure(), "SHOW listen_addresses") == ""


def test_it_reads_the_letters_of_every_language(cluster):
    words = ask(cluster.ensure(), "SELECT to_tsvector('simple', 'Ŵyn a chŵn Ωmega')::text")
    assert words == "'a':2 'chŵn':3 'ŵyn':1 'ωmega':4"


def test_data_of_another_version_is_left_alone_with_advice(cluster, data):
    cluster.release()
    (data / "postgres" / "PG_VERSION").write_text("19\n")
    with pytest.raises(
        ClusterError, match=r"made by PostgreSQL 19 and this copro brings \d+: dump it"
    ):
        cluster.ensure()
    (data / "postgres" / "PG_VERSION").write_text(f"{programs.major_version()}\n")


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(
        ClusterError, match=r"The data folder .*/file/data cannot be written: Not a directory\."
    ):
        Cluster(tmp_path / "file" / "data").ensure()


def test_a_socket_folder_that_others_can_enter_is_not_used(data):
    cluster = Cluster(data)
    cluster.socket_folder.mkdir(mode=0o777)
    cluster.socket_folder.chmod(0o777)
    try:
        with pytest.raises(ClusterError, match="is not private"):
            cluster.ensure()
    finally:
        cluster.socket_folder.rmdir()


def test_an_initdb_that_was_killed_leaves_nothing_in_the_way(data):
    (data / "postgres.new" / "base").mkdir(parents=True)
    cluster = Cluster(data)
    assert ask(cluster.ensure(), "SELECT 1") == 1
    cluster.release()
