"""Where a server listens."""

import ipaddress
import socket

from copro.management import Sorry


def parse_bind(text):
    """(host as a number, port) of HOST:PORT, [::1]:PORT, :PORT or PORT. Raises Sorry."""
    host, _, port = text.rpartition(":")
    host = host.strip("[]") or "127.0.0.1"
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise Sorry(f"--bind needs HOST:PORT, such as 127.0.0.1:8000, and not {text!r}.")
    try:
        found = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Sorry(f"--bind names {host!r}, which is no address of this machine.") from None
    return found[0][4][0], int(port)


def is_own_machine(host):
    """Whether only this machine can reach a numeric address."""
    return ipaddress.ip_address(host).is_loopback


def readable(host, port):
    """HOST:PORT for an address in a browser."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def named(host, port):
    """HOST:PORT as people can type it: a server that listens everywhere is found by the name of its machine."""
    return f"{socket.gethostname()}:{port}" if host in {"0.0.0.0", "::"} else readable(host, port)  # noqa: S104


def require_free(host, port):
    """Raise Sorry unless a server can listen there.

    The server itself shares its port among its processes (SO_REUSEPORT) and would join another of its kind unseen.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            raise Sorry(
                f"{readable(host, port)} cannot be used ({error.strerror}): choose another with --bind HOST:PORT."
            ) from None
