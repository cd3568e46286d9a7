import unicodedata

from django import forms

from network.models import Comment
from network.models.comments import LONGEST

KEPT_CONTROLS = "\n\t"
# Letters, marks, numbers, punctuation, symbols: anything else cannot be seen.
VISIBLE = frozenset("LMNPS")


class PlainTextField(forms.CharField):
    """Plain text of several lines, without control characters; not empty when all is invisible."""

    widget = forms.Textarea

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        text = "".join(c for c in text if unicodedata.category(c) != "Cc" or c in KEPT_CONTROLS)
        return text if any(unicodedata.category(c)[0] in VISIBLE for c in text) else ""


def body_field():
    return PlainTextField(
        label="Your comment",
        max_length=LONGEST,
        help_text="An empty line begins a paragraph. Web addresses become links.",
        error_messages={
            "required": "Write something first.",
            "max_length": (
                "Your comment has %(show_value)d characters, and %(limit_value)d is the most. "
                "Shorten it, or post it in parts."
            ),
        },
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class CommentForm(forms.Form):
    """What somebody wants to say about a contribution, or in answer to a comment on it."""

    body = body_field()
    reply_to = forms.ModelChoiceField(
        Comment.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": (
                "The comment that you answered is gone. You can post yours as a comment of its own."
            )
        },
    )

    # The word of a part of the contribution (Discussable).
    about = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args, contribution, **kwargs):
        super().__init__(*args, auto_id="comment-%s", **kwargs)
        here = Comment.objects.visible().filter(contribution=contribution)
        self.fields["reply_to"].queryset = here.select_related("author")


class CommentEditForm(forms.Form):
    body = body_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="comment-%s", **kwargs)


class RemovalForm(forms.Form):
    """Why a moderator removes a comment."""

    reason = PlainTextField(
        label="Why do you remove it?",
        max_length=1000,
        help_text="Its author reads this by mail and on the page. Say what it broke, and be kind.",
        error_messages={"required": "Say why: its author will read it."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
