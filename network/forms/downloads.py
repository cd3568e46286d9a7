"""Files to download on a writing page, checked by what is in them."""

import unicodedata
from functools import partial

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.html import escape

from network.file_formats import FORMATS, format_of
from network.limits import DAY, is_within
from network.models import Contribution, Download

from .contributions import Section
from .parts import PartFormSet, part

MOST_MEGABYTES = 40
MOST_A_DAY = 100  # of one member
LONGEST_NAME = 120  # with its ending; the column holds 150
ABOUT = ("file_name", "content_type", "size")
SALT = "a file kept while its form is put right"
TAKEN = "PDF, OpenDocument, Word, Excel, PowerPoint, EPUB, CSV or plain text"
ACCEPTED = ",".join(f".{known.extension}" for known in FORMATS)


class DownloadForm(forms.ModelForm):
    """One file: new, or here already and perhaps replaced.

    `kept` is the Download of an accepted file that came with an earlier sending of the page.
    """

    file = forms.FileField(
        required=False,
        help_text=f"{TAKEN}; at most {MOST_MEGABYTES} MB.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Download
        fields = ["file", "title", "form", "language"]
        labels = {"title": "What it is called", "language": "Language of the file"}
        help_texts = {
            "title": "For example “Full report”. An Easy Read version is offered first, so that those "
            "who need it find it.",
            "language": "",
        }

    def __init__(self, *args, kept=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept_file = kept
        self.stored = self.instance.file.name if self.instance.pk else ""
        self.fields["title"].required = self.fields["language"].required = False
        self.fields["form"].choices = [("", "None of these"), *Download.Form.choices]
        for name in ("form", "language"):
            self.fields[name].widget.attrs["data-short"] = True
        if kept or self.instance.pk:
            self._say_what_there_is(kept or self.instance)

    def _say_what_there_is(self, download):
        name, size = escape(download.file_name), filesizeformat(download.size)
        about = f"We have {name} ({download.kind_of_file}, {size})."
        self["file"].help_text = f"{about} Choose a file only to replace it."

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not self.is_new(file):
            return self._without_new_file()
        if file.size > MOST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(f"This file is larger than {MOST_MEGABYTES} MB.")
        known = format_of(file, file.name)
        if known is None:
            raise forms.ValidationError(
                f"We cannot take this file. It must be what its name says: {TAKEN} (in UTF-8),"
                " without macros."
            )
        self.instance.file_name = saved_name(file.name, known)
        self.instance.content_type = known.content_type
        self.instance.size = file.size
        return file

    def _without_new_file(self):
        if self.kept_file:
            for name in ABOUT:
                setattr(self.instance, name, getattr(self.kept_file, name))
            return self.kept_file.file
        if self.instance.pk is None:
            raise forms.ValidationError("Choose a file.")
        return self.instance.file

    def is_new(self, file):
        return isinstance(file, UploadedFile)

    def clean_title(self):
        return self.cleaned_data["title"] or self.instance.file_name.rpartition(".")[0]

    def clean_language(self):
        """English, from a page that does not ask."""
        return self.cleaned_data["language"] or self.instance.language

    def keep_upload(self):
        """The accepted file of this page as an unattached Download; None without one."""
        if not self.is_new(self.cleaned_data.get("file")):
            return None
        about = {name: getattr(self.instance, name) for name in ABOUT}
        # The instance has stored it already when it was saved and that was undone.
        kept = Download.objects.create(file=self.instance.file, title="Kept", **about)
        self._say_what_there_is(kept)
        return kept

    def save(self, commit=True):
        saved = super().save(commit)
        if self.kept_file and saved.file.name == self.kept_file.file.name:
            self.kept_file.delete()  # its file is now that of `saved`
        if self.stored and self.stored != saved.file.name:
            transaction.on_commit(partial(saved.file.storage.delete, self.stored))
        return saved


def saved_name(name, file_format):
    """A name that any system can save, with the ending of what the file is."""
    name = name.replace("\\", "/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    # No control or direction marks: they hide what a name ends with.
    stem = "".join(each for each in stem if unicodedata.category(each)[0] != "C").strip(" .")
    ending = f".{file_format.extension}"
    return (stem or "file")[: LONGEST_NAME - len(ending)] + ending


class DownloadRows(PartFormSet):
    """The files of a contribution. One taken away loses its owner, and is forgotten later."""

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"kept": self.kept_at(index)}

    def clean(self):
        """What is kept while a page has errors counts too, and stays for days."""
        for form in self.forms:
            if form.is_new(form.cleaned_data.get("file")) and not self._sends_few():
                form.add_error("file", f"You sent {MOST_A_DAY} files in a day. Go on tomorrow.")

    def _sends_few(self):
        return is_within(MOST_A_DAY, seconds=DAY, of="files", by=self.by.pk)

    def kept_at(self, index):
        """The file of this row that came with an earlier sending of the page, or None."""
        if index is None or not self.is_bound:
            return None
        word = self.data.get(f"{self.add_prefix(index)}-kept", "")
        try:
            pk, member = signing.loads(word, salt=SALT, max_age=DAY)
        except signing.BadSignature:
            return None
        mine = Download.objects.unattached() if member == self.by.pk else Download.objects.none()
        return mine.filter(pk=pk).first()

    def to_show_again(self, data):
        """Browsers do not send a file twice: what we could take is kept, and noted in `data`."""
        for form in self.forms:
            kept = form.keep_upload()
            if kept:
                word = signing.dumps([kept.pk, self.by.pk], salt=SALT)
                data[form.add_prefix("kept")] = word
        return self

    def take_away(self, row):
        row.contribution = None
        row.save(update_fields=["contribution"])


DownloadFormSet = part(Contribution, Download, DownloadForm, noun="file", formset=DownloadRows)

FILES = Section(
    "files",
    "Files to download",
    "A leaflet, a form that you use, the report behind it. Only what its makers are happy to share.",
    part="downloads",
    example="“The rota that we use”, Word. “How we count hours”, PDF.",
)
