"""The processes of a demonstration: copro's own commands, started together and stopped together."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from copro.addresses import readable
from copro.management import Sorry

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
ANSWER_WITHIN = 60  # seconds
STOP_WITHIN = 10  # seconds
ENDED = "Part of the site ended by itself; the lines above say why."


@contextlib.contextmanager
def children(*commands):
    """Run each command (a list of words) as a process, and stop them all when the block ends.

    They stand in sessions of their own, so that Ctrl-C reaches only us. Each reads from a pipe that we hold: should we
    be killed, it ends, and they stop by themselves (`--with-parent`).
    """
    running = []
    try:
        for command in commands:
            words = [sys.executable, str(MANAGE), *command, "--with-parent"]
            running.append(subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True))
        yield running
    finally:
        stop(running)


def stop(running):
    """Ask every process to stop, and end those that do not, with what they started: it would use the database on."""
    for child in running:
        child.terminate()
    patience = time.monotonic() + STOP_WITHIN
    for child in running:
        try:
            child.wait(max(0.1, patience - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        child.stdin.close()


def wait_until_it_answers(host, port, running):
    """Return once the site answers. Raises Sorry when a process ends first or nothing answers for a minute."""
    address = f"http://{readable(reached_at(host), port)}/healthz/live"
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    patience = time.monotonic() + ANSWER_WITHIN
    while time.monotonic() < patience:
        require_all(running)
        with contextlib.suppress(OSError), direct.open(address, timeout=2):
            return
        time.sleep(0.1)
    raise Sorry(f"The site did not answer at {address} within {ANSWER_WITHIN} seconds.")


def reached_at(host):
    """The address at which this machine reaches a server that listens on host."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def require_all(running):
    """Raise Sorry unless every process still runs."""
    if any(child.poll() is not None for child in running):
        raise Sorry(ENDED)
