"""How a report is cited: in words (APA, Harvard) and for programs (BibTeX, RIS, Highwire tags).

A name is turned round ("Boyle, D.") only where it is plain which of its words is the family's.
Wherever it is not, and for organisations, it stays as it is printed.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html

from network.models import Partner
from reports.editions import edition_for_programs, edition_in_short

MOST_HARVARD = 3  # authors; of more the first is named (Cite Them Right)
MOST_APA = 20  # of more, the first nineteen and the last (APA 7, 9.8)
BEFORE_FAMILY = {
    *("ab", "af", "al", "ap", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos"),
    *("du", "el", "ferch", "la", "le", "mac", "ni", "nic", "ní", "ten", "ter", "uí", "van", "von"),
    *("zu", "ó"),
}
NO_NAMES = {"and", "dr", "for", "group", "jr", "lady", "lord", "mr", "mrs", "ms", "network"}
NO_NAMES |= {"others", "prof", "professor", "sir", "dame", "sr", "team", "the", "with", "of"}
NO_NAMES |= {"baron", "baroness", "bishop", "canon", "cllr", "councillor", "father", "imam", "uk"}
NO_NAMES |= {"major", "miss", "mx", "nurse", "pastor", "rabbi", "rev", "reverend", "sister"}
LATIN_WORD = re.compile(r"[^\W\d_]+(['’-][^\W\d_]+)*")
INITIAL = re.compile(r"([^\W\d_]\.)+|[A-Z]")
TEX = {
    **{char: f"\\{char}" for char in "#$%&_"},
    # BibTeX counts braces also behind a backslash, and one alone would swallow the rest of the file.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True)
class Name:
    """An author as printed; `family` and `given` are "" where we cannot tell them apart."""

    printed: str
    family: str = ""
    given: str = ""
    is_body: bool = False

    @classmethod
    def of_person(cls, printed):
        words = printed.split()
        given, family = words[:1], words[1:]
        while len(family) > 1 and INITIAL.fullmatch(family[0]):
            given.append(family.pop(0))
        *particles, last = family or [""]
        is_plain = (
            all(part.lower() in BEFORE_FAMILY for part in particles)
            and LATIN_WORD.fullmatch(last)
            and (LATIN_WORD.fullmatch(words[0]) or INITIAL.fullmatch(words[0]))
            and not NO_NAMES & {word.lower().strip(".") for word in words}
            and _is_latin(printed)
        )
        return cls(printed, " ".join(family), " ".join(given)) if is_plain else cls(printed)

    @property
    def turned(self):
        """ "Boyle, David"."""
        return f"{self.family}, {self.given}" if self.family else self.printed

    @property
    def for_programs(self):
        """As above, for RIS and Highwire: there a comma in an organisation's name would turn it round."""
        return self.printed.replace(",", "") if self.is_body else self.turned

    @property
    def short(self):
        """ "Boyle, D."; a double given name keeps its hyphen."""
        if not self.family:
            return self.printed
        return f"{self.family}, {' '.join(map(_first_letters, self.given.split()))}"


@dataclass(frozen=True)
class Citation:
    """What a report is cited by: authors as Names, publishers by their names, each in order."""

    report: object
    authors: tuple
    publishers: tuple

    @property
    def year(self):
        return str(self.report.dated.year) if self.report.dated else ""

    @property
    def address(self):
        return self.report.doi_address or self.page

    @property
    def page(self):
        return settings.SITE_ADDRESS + self.report.get_absolute_url()

    @property
    def date(self):
        """Highwire's and RIS's: "2010/07/20", as much as is known."""
        return self.report.dated.machine.replace("-", "/") if self.report.dated else ""

    @property
    def apa(self):
        """APA, 7th edition, as HTML; a publisher that wrote it is not named twice.

        Without an author the title stands first.
        """
        written = {name.printed for name in self.authors}
        publishers = "; ".join(name for name in self.publishers if name not in written)
        edition = edition_in_short(self.report.edition, "ed.")
        title = format_html("<cite>{}</cite>{}", self.title, edition and f" ({edition})")
        return format_html(
            "{} ({}). {}{}{}",
            ended(apa_list(self.authors) if self.authors else title),
            self.year or "n.d.",
            format_html("{} ", ended(title)) if self.authors else "",
            publishers and f"{publishers}. ",
            self.address,
        )

    @property
    def harvard(self):
        """Harvard as Cite Them Right has it, as HTML."""
        edition = edition_in_short(self.report.edition, "edn.")
        title = format_html("<cite>{}</cite>", self.title)
        publishers = _joined(self.publishers, "and")
        read_on = timezone.localdate()
        return format_html(
            "{} ({}){} {}{}Available at: {} (Accessed: {} {} {}).",
            harvard_list(self.authors) if self.authors else title,
            self.year or "no date",
            format_html(" {}", ended(title)) if self.authors else ".",
            edition and format_html("{} ", ended(edition)),
            publishers and f"{publishers}. ",
            self.address,
            *(read_on.day, MONTHS[read_on.month], read_on.year),
        )

    @property
    def title(self):
        return self.report.title.rstrip(".")

    @property
    def bibtex(self):
        """An entry in UTF-8, its title and organisations in braces so that they stay as they are."""
        dated = self.report.dated
        month = int(dated.machine[5:7] or 0) if dated else 0
        fields = {
            "author": " and ".join(_tex_name(name) for name in self.authors),
            "title": f"{{{tex(self.report.title)}}}",
            "edition": tex(edition_for_programs(self.report.edition)),
            "institution": self.publishers and f"{{{tex(_joined(self.publishers, 'and'))}}}",
            "year": self.year,
            "month": MONTHS[month][:3].lower() if month else "",
            # Here a backslash stands for itself, and a brace alone would end the field.
            "doi": self.report.doi.replace("{", "%7B").replace("}", "%7D"),
            "isbn": self.report.isbn,
            "url": self.page,
        }
        lines = (
            # A month is BibTeX's own abbreviation and stands bare.
            f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
            for name, value in fields.items()
            if value
        )
        kind = "techreport" if self.publishers else "misc"
        return f"@{kind}{{{self.key},\n" + ",\n".join(lines) + "\n}\n"

    @property
    def key(self):
        """ "boyle2010right": letters and digits of ASCII alone."""
        author = next(((name.family or name.printed) for name in self.authors), "")
        words = (plain(author).split() or ["report"], plain(self.report.title).split() or [""])
        return f"{words[0][-1]}{self.year}{words[1][0]}"

    @property
    def ris(self):
        """The lines of an RIS file, one field each, ended as its description asks."""
        lines = [
            ("TY", "RPRT"),
            *(("AU", name.for_programs) for name in self.authors),
            ("TI", self.report.title),
            ("ET", edition_for_programs(self.report.edition)),
            ("PY", self.year),
            ("DA", f"{self.date}{'/' * (3 - self.date.count('/'))}" if self.date else ""),
            ("PB", _joined(self.publishers, "and")),
            ("SN", self.report.isbn),
            ("DO", self.report.doi),
            ("AB", self.report.summary),
            ("UR", self.page),
        ]
        told = (f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
        return "".join(told) + "ER  - \r\n"


def citation_of(report):
    """The Citation of a report fetched `for_page` or `for_citation`: no query.

    Its authors are its people, else the organisations that wrote it; where both did, these stand
    before its publishers (APA 7, 9.11 and 9.29). Whoever had their name taken down is not named.
    """
    bylines = [each for each in report.bylines.all() if not each.person.withheld_at]
    people = [Name.of_person(each.name_as_printed) for each in bylines]
    bodies = _organisations(report, Partner.Capacity.AUTHOR)
    publishers = _organisations(report, Partner.Capacity.PUBLISHER)
    if people:
        publishers = list(dict.fromkeys([*bodies, *publishers]))
    authors = people or [Name(name, is_body=True) for name in bodies]
    return Citation(report, tuple(authors), tuple(publishers))


def ended(text):
    """With a full stop, unless it has an end of its own."""
    last = re.sub(r"<[^>]*>$", "", text)[-1:]
    return text if last in ".?!" else format_html("{}.", text)


def apa_list(names):
    shown = [name.short for name in names]
    if len(shown) > MOST_APA:
        return f"{', '.join(shown[: MOST_APA - 1])}, … {shown[-1]}"
    return ", & ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def harvard_list(names):
    if len(names) > MOST_HARVARD:
        return f"{names[0].short} et al."
    return _joined([name.short for name in names], "and")


def tex(text):
    return "".join(TEX.get(char, char) for char in " ".join(text.split()))


def plain(text):
    """In small letters of ASCII, words apart."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9 ]", "", folded)


def _tex_name(name):
    return tex(name.turned) if name.family else f"{{{tex(name.printed)}}}"


def _first_letters(word):
    """ "J.-L." of "Jean-Luc", "J. R. R." of "J.R.R."."""
    if "." in word:
        return " ".join(f"{letter}." for letter in word.split(".") if letter)
    return "-".join(f"{part[0]}." for part in word.split("-"))


def _is_latin(text):
    letters = (char for char in text if char.isalpha())
    return all(unicodedata.name(char, "").startswith("LATIN ") for char in letters)


def _joined(names, last):
    return f" {last} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _organisations(report, capacity):
    return [each.organisation.name for each in report.partners.all() if each.capacity == capacity]
