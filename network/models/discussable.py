class Discussable:
    """What is discussed as a whole, and perhaps part by part; kinds with such parts say which.

    A part has an address, is `called` something in a sentence ("recommendation 2"), and is told by
    `note(comment)` that a comment is about it.
    """

    def part_known_as(self, word):
        """The part of this word, for example "recommendation-7"; None when there is none any more."""

    def part_discussed_in(self, comment):
        """The part that a comment on this is about, or None."""
