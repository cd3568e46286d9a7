#!/usr/bin/env python3
"""Runs copro's commands, from nothing if need be.

Started where copro's packages are missing, it uses only the standard library of Python 3.9 or later: it finds uv, or
puts a private one below the data folder, lets it install everything from the lock file into .venv, and starts itself
again there. Nothing outside this folder and the data folder is changed.
"""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
UV = "uv>=0.9,<1"
WANTED = ("Django", "django-allauth", "granian", "psycopg", "whitenoise")
AGAIN = "COPRO_STARTED_AGAIN"

# Commands that sign nothing run without SECRET_KEY; whatever serves people refuses to.
SIGN_NOTHING = {
    "makemigrations",
    "migrate",
    "showmigrations",
    "sqlmigrate",
    "collectstatic",
    "load_founding",
    "help",
}


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if os.name == "nt" and command in ("demo", "test"):
        sys.exit("On Windows, please run this in WSL (the Windows Subsystem for Linux).")
    if not everything_is_here(command):
        start_again(command)
    os.chdir(HERE)
    os.environ.pop(AGAIN, None)
    if command == "test":
        run_tests(sys.argv[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "copro.settings")
    if command in SIGN_NOTHING or sys.argv[1:] == ["check"]:
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    if command == "demo":
        from copro.management.commands import demo

        demo.prepare(sys.argv[2:])
    run_command()


def run_command():
    """Let Django run the command; what an operator can put right is one sentence, not a trace."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from copro.postgres.programs import ClusterError

    try:
        execute_from_command_line(sys.argv)
    except (ClusterError, ImproperlyConfigured) as error:
        sys.exit(f"Sorry: {error}")
    except OperationalError as error:
        sys.exit(f"Sorry: The database does not answer ({str(error).strip()}).")


def run_tests(arguments):
    """pytest in place of this process, so that its signals and its exit status are the caller's."""
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])


def everything_is_here(command):
    """Whether this Python has what the command needs: in our .venv, or in an image that holds it all."""
    wanted = (*WANTED, "pytest", "pytest-playwright") if command == "test" else WANTED
    try:
        versions = [metadata.version(name) for name in wanted]
    except metadata.PackageNotFoundError:
        return False
    ours = Path(sys.prefix) == environment()
    locked = not ours or command not in ("demo", "test") or is_filled(command)
    return versions[0].startswith("6.1") and locked


def environment():
    return Path(os.environ.get("UV_PROJECT_ENVIRONMENT") or HERE / ".venv").resolve()


def environment_python():
    return environment() / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp(command):
    """What says from which lock file .venv was filled: for the tests, or for everything else."""
    return environment() / ("copro-locked-tests" if command == "test" else "copro-locked")


def is_filled(command):
    """Whether .venv holds what the lock file names as it stands now."""
    file = stamp(command)
    if not file.is_file() or not environment_python().exists():
        return False
    return file.read_bytes() == (HERE / "uv.lock").read_bytes()


def start_again(command):
    """Install what is missing and become the same command there. Does not return."""
    if os.environ.get(AGAIN):
        sys.exit("The packages were installed, but Python misses some: remove .venv and try again.")
    if not is_filled(command):
        install(command)
    program = str(environment_python())
    os.environ[AGAIN] = "1"
    os.execv(program, [program, str(HERE / "manage.py"), *sys.argv[1:]])


def install(command):
    """Let uv fill .venv from the lock file. A Python that is new enough is used; else uv finds or fetches one."""
    began = time.monotonic()
    require_writable(HERE)
    say("Installing what copro stands on, from its lock file")
    group = [] if command == "test" else ["--no-dev"]
    if environment().exists() or sys.version_info < (3, 12):
        python = []
    else:
        python = ["--python", getattr(sys, "_base_executable", sys.executable)]
    sync = ["sync", "--frozen", "--inexact", "--no-install-project", *group, *python]
    done = subprocess.run([find_uv(), *sync], cwd=HERE, env=uv_environment(), check=False)
    if done.returncode:
        old = (
            ""
            if sys.version_info >= (3, 12)
            else " copro needs Python 3.12 or later, and this is older."
        )
        sys.exit("The packages could not be installed: the lines above say why." + old)
    shutil.copyfile(HERE / "uv.lock", stamp(command))
    say("Installed in {:.0f} seconds".format(time.monotonic() - began))


def require_writable(folder):
    """Say in one sentence what is wrong with a folder that cannot be written. It is made when missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        sys.exit("The folder {} cannot be written: {}.".format(folder, error.strerror))


def find_uv():
    """The uv of this machine, or a private one that pip puts below var/."""
    found = shutil.which("uv")
    if found:
        return found
    tools = HERE / "var" / "tools"
    private = tools / "bin" / ("uv.exe" if os.name == "nt" else "uv")
    if private.is_file():
        return str(private)
    say("Fetching uv, which installs the rest")
    require_writable(tools.parent)
    with tempfile.TemporaryDirectory(dir=tools.parent) as draft:
        pip_install(Path(draft) / "tools")
        try:
            (Path(draft) / "tools").rename(tools)
        except OSError:
            if not private.is_file():  # else somebody else was faster
                raise
    return str(private)


def pip_install(folder):
    """uv into a folder of its own, by this Python's pip or by the pip of a small environment.

    `--target` is no installation into the system, so a Python that its distribution manages (PEP 668) allows it.
    """
    install = ["-m", "pip", "install", "--quiet", "--target", str(folder), UV]
    environ = {
        **os.environ,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PIP_USER": "0",
    }
    if subprocess.run([sys.executable, *install], env=environ, check=False).returncode == 0:
        return
    small = folder.with_name("pip")
    made = subprocess.run([sys.executable, "-m", "venv", str(small)], check=False).returncode == 0
    python = small / environment_python().relative_to(environment())
    if not made or subprocess.run([str(python), *install], env=environ, check=False).returncode:
        sys.exit(
            "uv could not be fetched. Install it (https://docs.astral.sh/uv/) and run this again."
        )


def uv_environment():
    """uv's variables: a cache that can be written, and no other environment than .venv."""
    environ = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    home = Path(os.path.expanduser("~"))
    if not os.access(str(home), os.W_OK) and not {"UV_CACHE_DIR", "XDG_CACHE_HOME"} & set(environ):
        environ["UV_CACHE_DIR"] = str(HERE / "var" / "cache")
    return environ


def say(step):
    print(step, flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped.")
