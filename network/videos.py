"""Where a video lies: its host as people call it, and the address under which it plays in a frame.

Only what is known here is ever framed, so these hosts are all that the content security policy
has to allow. Anything else is a plain link.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
NO_YOUTUBE_IDS = {"videoseries", "live_stream"}  # as long as one, and something else
VIMEO_ID, VIMEO_HASH = re.compile(r"[0-9]{5,12}"), re.compile(r"[0-9a-f]{6,20}")
PEERTUBE_ID = re.compile(r"[A-Za-z0-9-]{8,36}")
YOUTUBE, VIMEO = "YouTube", "Vimeo"
HOSTS = {
    "youtube.com": YOUTUBE,
    "www.youtube.com": YOUTUBE,
    "m.youtube.com": YOUTUBE,
    "music.youtube.com": YOUTUBE,
    "youtu.be": YOUTUBE,
    "youtube-nocookie.com": YOUTUBE,
    "www.youtube-nocookie.com": YOUTUBE,
    "vimeo.com": VIMEO,
    "www.vimeo.com": VIMEO,
    "player.vimeo.com": VIMEO,
}


@dataclass(frozen=True)
class Source:
    """`embed` is what a frame loads once somebody asked for it; "" when it is only linked to."""

    address: str
    host: str
    embed: str = ""

    @property
    def origin(self):
        """What a page that frames it allows, as in a content security policy."""
        return f"https://{urlsplit(self.embed).hostname}" if self.embed else ""


def source_of(address):
    """The Source of a video's address; None when it is no address that a page should link to."""
    try:
        parts = urlsplit(address)
        port, hostname = parts.port, parts.hostname or ""
        # As it is looked up: letters of another script that look like ours show as "xn--".
        hostname = hostname.encode("idna").decode()
    except ValueError:
        return None
    has_credentials = parts.username is not None or parts.password is not None
    if parts.scheme not in ("http", "https") or not hostname or has_credentials:
        return None
    name = HOSTS.get(hostname, hostname)
    read = READERS.get(name, _peertube if hostname in settings.PEERTUBE_HOSTS else None)
    plays = read and port is None
    return Source(address, name, (read(parts, hostname) or "") if plays else "")


def _steps(parts):
    return [step for step in parts.path.split("/") if step]


def _query(parts, name):
    return parse_qs(parts.query).get(name, [""])[0]


def _youtube(parts, hostname):
    steps = _steps(parts)
    if hostname == "youtu.be":
        video = steps[0] if len(steps) == 1 else ""
    elif steps == ["watch"]:
        video = _query(parts, "v")
    elif len(steps) == 2 and steps[0] in ("shorts", "embed", "live", "v"):
        video = steps[1]
    else:
        return None
    if not YOUTUBE_ID.fullmatch(video) or video in NO_YOUTUBE_IDS:
        return None
    return f"https://www.youtube-nocookie.com/embed/{video}?autoplay=1&rel=0"


def _vimeo(parts, hostname):
    steps, private = _steps(parts), ""
    if hostname == "player.vimeo.com":
        steps, private = steps[1:] if steps[:1] == ["video"] else [], _query(parts, "h")
    elif len(steps) == 3 and steps[0] == "channels" or len(steps) == 4 and steps[0] == "groups":
        steps = steps[-1:]
    elif len(steps) == 2:
        private = steps.pop()
        if not VIMEO_HASH.fullmatch(private):
            return None
    if len(steps) != 1 or not VIMEO_ID.fullmatch(steps[0]):
        return None
    key = f"&h={private}" if VIMEO_HASH.fullmatch(private) else ""
    return f"https://player.vimeo.com/video/{steps[0]}?dnt=1&autoplay=1{key}"


def _peertube(parts, hostname):
    steps = _steps(parts)
    if steps[:-1] not in (["w"], ["videos", "watch"], ["videos", "embed"]):
        return None
    if not PEERTUBE_ID.fullmatch(steps[-1]):
        return None
    # Without p2p no other spectator learns one's address.
    return f"https://{hostname}/videos/embed/{steps[-1]}?autoplay=1&p2p=0"


READERS = {YOUTUBE: _youtube, VIMEO: _vimeo}
