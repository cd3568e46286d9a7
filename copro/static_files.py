"""Static files for serving: named by their content, so that browsers keep them for ever."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


def without_source_maps(patterns):
    """Django's rules for rewriting addresses in files, less those about source maps."""
    for glob, rules in patterns:
        texts = [rule if isinstance(rule, str) else rule[0] for rule in rules]
        kept = [
            rule for rule, text in zip(rules, texts, strict=True) if "sourceMappingURL" not in text
        ]
        if kept:
            yield glob, tuple(kept)


class NamedStaticFiles(ManifestStaticFilesStorage):
    """Named by their content but not compressed, which takes long: for a demonstration on one machine.

    Source maps are left out: they are for developers, and larger than what they map.
    """

    patterns = tuple(without_source_maps(ManifestStaticFilesStorage.patterns))


class CompressedStaticFiles(CompressedManifestStaticFilesStorage):
    """Named by their content and compressed beside it, for every other site. Without source maps as well."""

    patterns = NamedStaticFiles.patterns


def prepare_static_files():
    """Collect and compress the static files below STATIC_ROOT, unless none has changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / "sources.txt"
    sources = described_sources()
    if stamp.is_file() and stamp.read_text() == sources:
        return
    call_command(
        "collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.map", "*.LICENSE.txt"]
    )
    stamp.write_text(sources)


def described_sources():
    """One line a static file, with its size and when it changed: two equal texts mean that nothing did."""
    lines = []
    for finder in get_finders():
        for path, storage in finder.list(["*.map"]):
            status = Path(storage.path(path)).stat()
            lines.append(f"{storage.path(path)} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(sorted(lines))
