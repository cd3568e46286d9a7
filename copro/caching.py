"""Keys of the shared cache."""

import hashlib


def short_key(key, key_prefix, version):
    """A cache key that fits its column: 255 characters, whatever a stranger typed into it."""
    full = f"{key_prefix}:{version}:{key}"
    if len(full) <= 200 and full.isascii() and full.isprintable() and " " not in full:
        return full
    return (
        f"{key_prefix}:{version}:{hashlib.sha256(full.encode(errors='surrogatepass')).hexdigest()}"
    )
