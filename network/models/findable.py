from unicodedata import bidirectional

from django.db import models

from .beside import able_to
from .prose import plain_text
from .spellings import british_words, unslashed

# A text search vector may not exceed 1 MB; this leaves room for the longest words.
LONGEST_INDEXED = 300_000
HEAVY = ("body", "names", "searchable")
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"  # Unicode Standard Annex 9, section 2.4


class Findable(models.Model):
    """What search reads and cards show of a contribution, written anew when a part of it changes.

    Stands on its `title`, `summary`, `bylines`, `partners`, `topics` and `named_people`, and on
    what makes it Publishable.
    """

    credit = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="Who made it, as a card says it.",
    )
    names = models.TextField(blank=True, editable=False, help_text="People, organisations, topics.")
    searchable = models.TextField(
        blank=True, editable=False, help_text="All it says, as plain text."
    )

    class Meta:
        abstract = True

    def readable_parts(self):
        """All that a reader can find it by, as plain text or prose; kinds add their own."""
        return [
            self.summary,
            self.body,
            self.place,
            *self.quotes.values_list("text", flat=True),
            *self.said_in_videos(),
        ]

    def said_in_videos(self):
        return [part for row in self.videos.values_list("title", "transcript") for part in row]

    def printed_names(self):
        """Names as they are printed on it: what search finds and cards show."""
        return list(self.bylines.values_list("name_as_printed", flat=True))

    def refresh_index(self):
        """Writes what search and cards read; called whenever a part of it has changed.

        Who is named on something published has a page that everybody may open.
        """
        if not self.is_published:
            self.keep_to_schedule()
        bylines = self.printed_names()
        organisations = self.partners.values_list("organisation__name", flat=True)
        topics = self.topics.values_list("name", flat=True)
        self.credit = credit_line(bylines)
        self.names = "\n".join(
            dict.fromkeys([*bylines, *self.other_names(), *organisations, *topics])
        )
        parts = [unslashed(plain_text(part)) for part in self.readable_parts() if part]
        title = unslashed(self.title)
        said = [title] if title != self.title else []
        said += british_words(" ".join([title, *parts]))
        self.searchable = " · ".join([" · ".join(parts)[:LONGEST_INDEXED], *said])
        self.save(update_fields=["credit", "names", "searchable"])
        self.passages.write(self, self.parts_of_their_own())
        for name in able_to(type(self), "follow_text"):
            getattr(self, name).follow_text(self)
        if self.is_published:
            self.related.ask(self)
            self.related.follow_words(self)
            self.named_people().filter(is_credited=False).update(is_credited=True)

    def parts_of_their_own(self):
        """What search finds by itself of what readers see: Passages to be; kinds say theirs."""
        return []

    def other_names(self):
        """Names that search finds and cards do not show; kinds add their own."""
        return []


def heavy(path=""):
    """For `defer`: the columns that no card and no link shows, of the contribution to which `path` leads."""
    return [f"{path}__{name}" if path else name for name in HEAVY]


def credit_line(names):
    """ "Ann", "Ann and Bo", "Ann, Bo and 3 others"."""
    names = [in_its_direction(name) for name in names]
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} others"[:300]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))[:300]


def in_its_direction(name):
    """A name that is read from right to left, kept apart from the names around it."""
    if any(bidirectional(letter) in ("R", "AL") for letter in name):
        return f"{FIRST_STRONG_ISOLATE}{name}{POP_ISOLATE}"
    return name
