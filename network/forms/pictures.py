"""Fields for uploaded pictures."""

from django import forms

from network.pictures import ACCEPTED, MOST_MEGABYTES, PictureError, encoded

MOST_AT_ONCE = 12
FORMATS_AND_SIZE = f"JPEG, PNG, WebP, AVIF or GIF, up to {MOST_MEGABYTES} MB"


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

    On a page that is public they are described before they are shown.
    """

    new = FilesField(
        label="Add photos",
        required=False,
        help_text=f"{FORMATS_AND_SIZE} each, {MOST_AT_ONCE} at once. "
        "You describe them once they are here.",
        widget=SeveralFiles(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args, is_public, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_public = is_public
        self.taken = []

    def clean_new(self):
        files = self.cleaned_data["new"]
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Choose at most {MOST_AT_ONCE} photos at once.")
        refused = []
        for file in files:
            try:
                self.taken.append(encoded(file))
            except PictureError as error:
                refused.append(f"{file.name}: {error}")
        if self.taken and self.is_public:
            refused.append("Now describe what you added, and save again: this page is public.")
        if refused:
            raise forms.ValidationError(refused, code="picture")
        return files
