"""The cover and the gallery of a contribution.

Browsers do not send a file again when a form comes back with an error. So a picture that we
could take is kept, and the form remembers it by a signed word.
"""

from django import forms
from django.core import signing
from django.db.models import Q

from network.limits import DAY
from network.models import Contribution, Photo
from network.models.revised import CONSENT

from .consents import ConsentedForm
from .parts import PartForm, PartFormSet, part
from .pictures import MOST_PHOTOS, NewPicturesForm, PictureField

SALT = "a picture kept while its form is put right"


def word_for(photo, member):
    """A word by which this member's next request finds the picture again."""
    return signing.dumps([photo.pk, member.pk], salt=SALT)


def kept_photo(word, member, contribution):
    """The picture of a word, if it is this member's and hangs nowhere else; else None."""
    try:
        photo, owner = signing.loads(word or "", salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return None
    if owner != member.pk:
        return None
    free = Q(contribution=None) | Q(contribution=contribution.pk)
    shown = Photo.objects.filter(free, taken_down_at=None)
    return shown.filter(pk=photo, uploaded_by=member).first()


class PhotoForm(ConsentedForm):
    """The words of a picture. They may wait until publication."""

    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Photo
        fields = ["alternative_text", "is_decorative", "caption", "credit", *CONSENT]
        labels = {
            "alternative_text": "Describe the picture",
            "is_decorative": "It says nothing that the text does not, and needs no description",
            "credit": "Who made it",
        }
        help_texts = {"alternative_text": "For somebody who cannot see it."}

    def ask_for_words(self):
        """A page that is public shows no picture without a description."""
        data = self.cleaned_data
        if not (data.get("alternative_text") or data.get("is_decorative")):
            self.add_error(
                "alternative_text", "Describe the picture, or say that it needs no description."
            )


class GalleryPhotoForm(PhotoForm):
    class Media:
        css = {"all": ["css/gallery.css"]}
        js = [forms.Script("js/gallery.js", type="module")]

    def clean(self):
        if self.instance.pk is None:
            raise forms.ValidationError("We no longer have this picture. Please choose it again.")
        return super().clean()


class Gallery(PartFormSet):
    """The photos that hang below a contribution, a field that adds several at once, and which is its cover.

    The cover may be one of them: then it hangs here as well, and the field `cover_name` holds its
    number. A cover of its own (CoverForm) that comes with the same page goes before.
    """

    rows_template = "network/writing/photos.html"

    def __init__(self, data=None, files=None, *, prefix, **kwargs):
        super().__init__(data, files, prefix=prefix, **kwargs)
        self.cover_name = f"{prefix}-cover"
        self.cover_before = self.instance.cover_id
        self.adding = NewPicturesForm(
            self.data if self.is_bound else None,
            self.files or None,
            prefix=prefix,
            by=self.by,
            is_public=self.instance.is_published,
            room=MOST_PHOTOS - self.total_form_count(),
        )

    def stored_rows(self):
        return super().stored_rows().filter(taken_down_at=None)

    def instance_at(self, index):
        stored = super().instance_at(index)
        if stored or index is None or not self.is_bound:
            return stored
        word = self.data.get(f"{self.add_prefix(index)}-kept")
        return kept_photo(word, self.by, self.instance)

    def row_for(self, photo):
        """The row of a photo that has just come, for a page that is open; its number is `__prefix__`."""
        prefix, kept = self.add_prefix("__prefix__"), word_for(photo, self.by)
        row = self.form(
            instance=photo, prefix=prefix, initial={"kept": kept}, use_required_attribute=False
        )
        self.add_fields(row, None)
        return row

    def cover(self):
        """The number of the photo here that is the cover, as sent or else as stored; 0 for none."""
        chosen = self.data.get(self.cover_name) if self.is_bound else self.instance.cover_id
        return next(
            (form.instance.pk for form in self.forms if str(form.instance.pk) == str(chosen)), 0
        )

    def clean(self):
        for form in self.forms:
            if self.instance.is_published and not self._should_delete_form(form):
                form.ask_for_words()

    def is_valid(self):
        return all([super().is_valid(), self.adding.is_valid()])

    def forms_with_errors(self):
        self.non_form_errors()  # by then the words of each were asked for
        return [*super().forms_with_errors(), *([self.adding] if self.adding.errors else [])]

    def save(self):
        super().save()
        after = len(self.ordered_forms)
        for position, picture in enumerate(self.adding.taken, start=after):
            Photo.objects.keep(
                picture, contribution=self.instance, position=position, uploaded_by=self.by
            )
        self._save_cover()

    def _save_cover(self):
        before, sent = self.instance.cover, self.data.get(self.cover_name)
        if self.instance.cover_id != self.cover_before or sent is None:
            return
        hangs = before is not None and before.contribution_id == self.instance.pk
        chosen = {str(form.instance.pk): form.instance for form in self.ordered_forms}.get(sent)
        if chosen and chosen != before or hangs and sent == "":
            set_cover(self.instance, chosen)

    def take_away(self, row):
        if self.instance.cover_id == row.pk:
            self.instance.cover = self.cover_before = None
        Photo.objects.filter(pk=row.pk).discard()

    def to_show_again(self, data):
        count = self.total_form_count()
        for number, picture in enumerate(self.adding.taken, start=count):
            photo = Photo.objects.keep(picture, uploaded_by=self.by)
            data[f"{self.add_prefix(number)}-kept"] = word_for(photo, self.by)
        data[f"{self.prefix}-TOTAL_FORMS"] = count + len(self.adding.taken)
        again = type(self)(data, instance=self.instance, prefix=self.prefix, by=self.by)
        again.adding = self.adding  # with what it says of those that we could not take
        return again


def set_cover(contribution, photo):
    """Puts a photo (or None) on top of a contribution; what was there goes, unless it hangs in a gallery."""
    before = contribution.cover
    contribution.cover = photo
    contribution.save(update_fields=["cover"])
    if before and before != photo:
        Photo.objects.filter(pk=before.pk, contribution=None).discard()


GalleryFormSet = part(Contribution, Photo, GalleryPhotoForm, noun="photo", formset=Gallery, extra=0)


class CoverForm(PartForm, PhotoForm):
    """The one picture that goes with a contribution: put there, replaced, described, taken away.

    `hanging` is one that is chosen from its gallery, where its words stand, too.
    """

    upload = PictureField(label="Picture", required=False)
    remove = forms.BooleanField(label="Take this picture away", required=False)

    field_order = ["upload"]
    rows_template = "network/writing/cover.html"

    def __init__(self, data=None, files=None, *, instance, prefix, by):
        self.contribution, self.by = instance, by
        sent = data is not None and f"{prefix}-kept" in data
        kept = kept_photo(data[f"{prefix}-kept"], by, instance) if sent else None
        hangs = not kept and instance.cover and instance.cover.contribution_id
        self.hanging = instance.cover if hangs else None
        super().__init__(
            data if sent else None,
            files if sent else None,
            instance=None if hangs else kept or instance.cover,
            prefix=prefix,
        )

    def clean(self):
        data = super().clean()
        has_picture = self.instance.pk or data.get("upload") or "upload" in self.errors
        if not has_picture and (data.get("alternative_text") or data.get("caption")):
            self.add_error("upload", "Choose the picture that you describe here.")
        if has_picture and self.contribution.is_published and not data.get("remove"):
            self.ask_for_words()
        return data

    def stored_rows(self):
        return Photo.objects.filter(pk=self.contribution.cover_id)

    def set_aside(self, typing=""):
        """A draft that saves itself takes no picture away: nobody gets that back."""
        return super().set_aside(typing) or self.cleaned_data["remove"]

    def save_for(self, contribution):
        set_cover(contribution, self._photo())

    def _photo(self):
        """The picture as it shall be from now on, saved; None without one."""
        new = self.cleaned_data["upload"]
        if new:
            words = {name: self.cleaned_data[name] for name in self.Meta.fields}
            return Photo.objects.keep(new, uploaded_by=self.by, **words)
        if self.cleaned_data["remove"]:
            return None
        return self.hanging if self.instance.pk is None else self.save()

    def to_show_again(self, data):
        new = self.cleaned_data.get("upload")
        if not new:
            return self
        photo = Photo.objects.keep(new, uploaded_by=self.by)
        data[f"{self.prefix}-kept"] = word_for(photo, self.by)
        return type(self)(data, instance=self.contribution, prefix=self.prefix, by=self.by)
