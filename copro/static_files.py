"""Static files for serving: named by their content, compressed, kept for ever by browsers."""

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


class CompressedStaticFiles(CompressedManifestStaticFilesStorage):
    """Leaves source maps out: they are for developers, and larger than what they map."""

    patterns = tuple(without_source_maps(CompressedManifestStaticFilesStorage.patterns))
