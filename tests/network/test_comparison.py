"""Two texts told apart: by paragraphs, then by words."""

import time

from network.comparison import (
    ADDED,
    MOST_BLOCKS,
    REMOVED,
    SAME,
    SKIPPED,
    blocks_between,
    paragraphs,
    shortened,
)


def test_words_of_one_paragraph_are_told_apart():
    assert blocks_between(["We met on Monday at noon"], ["We met on Friday at noon"]) == [
        [(SAME, "We met on "), (REMOVED, "Monday"), (SAME, " "), (ADDED, "Friday"), (SAME, " "), (SAME, "at noon")]
    ]  # fmt: skip


def test_paragraphs_with_little_in_common_stand_one_after_the_other():
    assert blocks_between(["We met on Monday"], ["Nobody came then"]) == [
        [(REMOVED, "We met on Monday")],
        [(ADDED, "Nobody came then")],
    ]


def test_paragraphs_that_came_and_went_are_whole():
    assert blocks_between(["One", "Two"], ["Two", "Three"]) == [
        [(REMOVED, "One")],
        [(SAME, "Two")],
        [(ADDED, "Three")],
    ]


def test_what_is_far_from_a_change_is_left_out_and_counted():
    before = [f"Paragraph {number}" for number in range(10)]
    after = [*before[:5], "Something else", *before[6:]]
    found = shortened(blocks_between(before, after))
    assert found[0] == [(SKIPPED, 4)]
    assert found[1] == [(SAME, "Paragraph 4")]
    assert found[-2] == [(SAME, "Paragraph 6")]
    assert found[-1] == [(SKIPPED, 3)]


def test_a_text_without_a_change_is_all_left_out():
    assert shortened(blocks_between(["One"], ["One"])) == [[(SKIPPED, 1)]]


def test_the_words_on_either_side_are_those_of_the_texts():
    old = "We met, every Monday, in the old kitchen and cooked for nine."
    new = "We met every Monday in the new kitchen, and cooked for ten."
    [block] = blocks_between([old], [new])
    for text, gone in ((old, ADDED), (new, REMOVED)):
        kept = "".join(words for state, words in block if state != gone)
        assert kept.split() == text.split()


def test_html_is_read_as_paragraphs():
    prose = (
        '<h2>Title</h2><p>See <a href="https://x.example">there</a> <strong>now</strong>.</p>'
        "<ul><li><p>One</p></li><li>Two</li></ul><blockquote><p>Said</p></blockquote>"
        '<figure data-photo="7"></figure><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>'
    )
    assert paragraphs(prose) == [
        *("Title", "See there (https://x.example) now.", "• One", "• Two", "Said", "[Photo 7]"),
        "a | b",
    ]


def test_texts_without_end_are_compared_within_reason():
    begun = time.process_time()
    blocks = [f"Paragraph {number % 7}" for number in range(MOST_BLOCKS)]
    blocks_between(blocks, blocks[::-1])
    blocks_between([*blocks, "x"], blocks)
    words = " ".join(f"word{number % 11}" for number in range(30_000))
    assert len(blocks_between([words], [words + " more"])) == 2
    assert time.process_time() - begun < 5
