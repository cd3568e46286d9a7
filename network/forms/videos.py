"""Videos on a writing page: an address, a title, a still of one's own, and what is said in them."""

from django import forms

from network.models import Contribution, Photo, Video
from network.videos import source_of

from .contributions import Section
from .parts import PartFormSet, part
from .photos import kept_photo, word_for
from .pictures import PictureField

MOST_VIDEOS = 12


class VideoForm(forms.ModelForm):
    """`kept` remembers a still that came with an earlier sending of the page."""

    upload = PictureField(label="A picture to stand there until somebody plays it", required=False)
    without_still = forms.BooleanField(label="Take this picture away", required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Video
        fields = ["address", "title", "transcript"]
        labels = {
            "address": "Its address",
            "title": "What it is called",
            "transcript": "What is said in it",
        }
        help_texts = {
            "address": "From YouTube, Vimeo or PeerTube it plays on the page, once somebody asks "
            "for it. Any other address becomes a link.",
            "transcript": "So that everybody can follow it, and search finds it.",
        }
        error_messages = {
            "address": {"invalid": "This is no address of a video. It begins with https://."}
        }

    field_order = ["address", "title", "upload", "without_still", "transcript"]

    def __init__(self, *args, kept=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.kept_still = by, kept
        self.still = kept or self.instance.still
        if self.still is None:
            del self.fields["without_still"]

    def clean_address(self):
        address = self.cleaned_data["address"]
        if source_of(address) is None:
            raise forms.ValidationError("This is no address of a video. It begins with https://.")
        return address

    def keep_upload(self):
        """The picture that came with this page, stored; None without one."""
        picture = self.cleaned_data.get("upload")
        # What stands beside it says what is to be seen: the picture itself is not read out.
        return picture and Photo.objects.keep(picture, uploaded_by=self.by, is_decorative=True)

    def save(self, commit=True):
        before = self.instance.still
        if self.cleaned_data.get("without_still"):
            self.instance.still = None
        elif still := self.keep_upload() or self.kept_still:
            self.instance.still = still
        saved = super().save(commit)
        if before and before != saved.still:
            Photo.objects.filter(pk=before.pk).discard()
        return saved


class VideoRows(PartFormSet):
    rows_template = "network/writing/videos.html"

    def stored_rows(self):
        return super().stored_rows().select_related("still")

    def get_form_kwargs(self, index):
        kept = None
        if index is not None and self.is_bound:
            word = self.data.get(f"{self.add_prefix(index)}-kept")
            kept = kept_photo(word, self.by, self.instance)
        return super().get_form_kwargs(index) | {"kept": kept, "by": self.by}

    def _waits(self, form, typing):
        """A draft that saves itself takes no picture away: nobody gets that back."""
        return super()._waits(form, typing) or bool(form.cleaned_data.get("without_still"))

    def take_away(self, row):
        still = row.still_id
        row.delete()
        Photo.objects.filter(pk=still).discard()

    def to_show_again(self, data):
        """Browsers do not send a file twice: what we could take is kept, and noted in `data`."""
        for form in self.forms:
            if still := form.keep_upload():
                data[form.add_prefix("kept")] = word_for(still, self.by)
                form.still = still
        return self


VideoFormSet = part(Contribution, Video, VideoForm, noun="video", formset=VideoRows)
VideoFormSet.max_num = MOST_VIDEOS

VIDEOS = Section(
    "videos",
    "Videos",
    "They stay where they are: nothing of them loads before a reader asks for it.",
    part="videos",
    example="“Joan shows the wall chart, three minutes”, with what she says written below it.",
)
