"""The Easy Read versions of a report, each with the edition that it goes with: said plainly, as readers need it."""

from dataclasses import dataclass

from network.models import Download
from reports.editions import in_a_sentence, is_same_edition


@dataclass(frozen=True)
class EasyRead:
    """One of them: its `file`, what it is in words, and what to know of other editions (or "")."""

    file: Download
    words: str
    caution: str = ""


def easy_reads(report, files, later_editions, earlier):
    """Those among the report's `files`; without any, those of the edition before (`earlier`).

    `later_editions` and `earlier` (Downloads) are what its page brought along.
    """
    own = [_own(report, file, later_editions) for file in files if file.is_easy_read]
    return own or [_of_before(report, file) for file in earlier]


def _own(report, file, later_editions):
    this = _edition_of(report, has_others=bool(later_editions or report.earlier_edition_id))
    if file.edition and not is_same_edition(file.edition, report.edition):
        what = f"of {this}" if this else "of another edition"
        caution = f"This page is {what}: some of it may be different."
        return EasyRead(file, f"Easy Read of {in_a_sentence(file.edition)}", caution)
    words = f"Easy Read of {this or 'this report'}"
    if later_editions:
        return EasyRead(file, words, "There is a newer edition. This goes with the earlier one.")
    return EasyRead(file, words)


def _of_before(report, file):
    before = report.earlier_edition
    of = in_a_sentence(file.edition) if file.edition else _edition_of(before, has_others=True)
    this = _edition_of(report, has_others=True) or "this edition"
    caution = f"There is no Easy Read of {this} yet: some of it may be different."
    return EasyRead(file, f"Easy Read of {of or 'the edition before'}", caution)


def _edition_of(report, *, has_others):
    """ "the second edition, 2021", "the edition of 2010"; "" where that would say nothing."""
    year = str(report.dated.year) if report.dated else ""
    if report.edition:
        words = in_a_sentence(report.edition)
        return words if not year or year in words else f"{words}, {year}"
    return f"the edition of {year}" if year and has_others else ""
