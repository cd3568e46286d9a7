"""Fields for uploaded pictures."""

from django import forms

from network.limits import HOUR, is_within
from network.pictures import ACCEPTED, MOST_MEGABYTES, NAMED, PictureError, encoded

MOST_PHOTOS = 60  # of one contribution
MOST_AN_HOUR = 300  # of one member
MOST_AT_ONCE = 12  # a request takes a second for six; with JavaScript each photo has its own
FORMATS_AND_SIZE = f"{NAMED}, up to {MOST_MEGABYTES} MB"


TOO_MANY = f"You sent {MOST_AN_HOUR} photos within an hour. Go on in an hour."


def sends_few(member):
    """Counts one more photo of a member: whether that is within what is taken in an hour."""
    return is_within(MOST_AN_HOUR, seconds=HOUR, of="photos", by=member.pk)


class PictureField(forms.FileField):
    """One picture; clean() gives a network.pictures.Picture, or None when there is none."""

    widget = forms.FileInput

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", f"{FORMATS_AND_SIZE}.")
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {"accept": ACCEPTED}

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        try:
            return encoded(file) if file else None
        except PictureError as error:
            raise forms.ValidationError(str(error), code="picture") from None


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, not looked at yet."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        return [file for file in data or [] if file]


class NewPicturesForm(forms.Form):
    """Pictures chosen together. Those that we can take are in `taken`, whatever the others are.

    On a page that is public they are described before they are shown. `room` says how many more
    the contribution may hold.
    """

    new = FilesField(
        label="Add photos",
        required=False,
        help_text=f"{FORMATS_AND_SIZE} each, {MOST_AT_ONCE} at once. "
        "You describe them once they are here.",
        widget=SeveralFiles(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args, by, is_public, room=MOST_PHOTOS, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.is_public = is_public
        self.room = max(0, room)
        self.taken = []

    def clean_new(self):
        files, refused = self.cleaned_data["new"], []
        left = files[min(MOST_AT_ONCE, self.room) :]
        for file in files[: len(files) - len(left)]:
            if not sends_few(self.by):
                refused.append(f"{file.name}: {TOO_MANY}")
                continue
            try:
                self.taken.append(encoded(file))
            except PictureError as error:
                refused.append(f"{file.name}: {error}")
        if left:
            refused.append(self._not_taken(left))
        if self.taken and self.is_public:
            refused.append("Now describe what you added, and save again: this page is public.")
        if refused:
            raise forms.ValidationError(refused, code="picture")
        return files

    def _not_taken(self, files):
        """By name, so that nobody has to compare."""
        names = ", ".join(file.name for file in files)
        if self.room > MOST_AT_ONCE:
            return (
                f"We take {MOST_AT_ONCE} photos at once, and kept the first. Save, then choose the "
                f"others again: {names}."
            )
        return f"There is room for {MOST_PHOTOS} photos. We could not take: {names}."
