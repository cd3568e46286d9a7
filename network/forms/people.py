from django import forms

from network.models import Contribution, Organisation, Person, Photo

from .photos import kept_photo, word_for
from .pictures import PictureField


class PersonForm(forms.ModelForm):
    """A profile, and who sees each part of it.

    Browsers do not send a file again when a form comes back with an error, so a picture that
    we could take is kept meanwhile, as on the writing pages.
    """

    upload = PictureField(label="Photo", required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    remove = forms.BooleanField(label="Take the photo away", required=False)
    works_for = forms.CharField(
        label="Organisation",
        max_length=200,
        required=False,
        help_text="One that is known here, or a new one.",
        widget=forms.TextInput(attrs={"data-suggestions": "organisations", "autocomplete": "off"}),
    )

    class Meta:
        model = Person
        fields = [
            "name",
            "photo_seen_by",
            "role",
            "place",
            "region",
            "work_seen_by",
            "about",
            "about_seen_by",
            "can_help_with",
            "help_seen_by",
            "looking_for",
            "looking_seen_by",
            "listed",
        ]
        labels = {
            "role": "What you do",
            "listed": "Who finds you in the list of people",
            "about": "In a few sentences",
            "can_help_with": "What you know, and would show others",
            "looking_for": "What you need, or whom you would like to meet",
            "photo_seen_by": "Who sees your photo",
            "work_seen_by": "Who sees what you do, and where",
            "about_seen_by": "Who sees what you say about yourself",
            "help_seen_by": "Who sees what you can help with",
            "looking_seen_by": "Who sees what you are looking for",
        }
        help_texts = {
            "can_help_with": "For example “setting up a time bank”. People search for this.",
            "looking_for": "For example “somebody who has done this in a hospital”.",
            "listed": "Whoever is named on something published can be found by everyone.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "region": forms.Select,
        }

    SECTIONS = {
        "You": ["name"],
        "Photo": ["upload", "remove", "photo_seen_by"],
        "Work and place": ["role", "works_for", "place", "region", "work_seen_by"],
        "About you": ["about", "about_seen_by"],
        "I can help with": ["can_help_with", "help_seen_by"],
        "I’m looking for": ["looking_for", "looking_seen_by"],
        "Being found": ["listed"],
    }

    def __init__(self, data=None, files=None, *, by, instance):
        self.by = by
        data = data.copy() if data is not None else None
        super().__init__(data, files, instance=instance)
        self.initial["works_for"] = instance.organisation or ""
        self.waiting = kept_photo(data.get("kept"), by, Contribution()) if data else None
        if not (instance.photo or self.waiting):
            del self.fields["remove"]

    def sections(self):
        """Each title with its bound fields."""
        for title, names in self.SECTIONS.items():
            yield title, [self[name] for name in names if name in self.fields]

    @property
    def photo(self):
        """The picture that the form shows."""
        return self.waiting or self.instance.photo

    def full_clean(self):
        super().full_clean()
        picture = self.is_bound and self.cleaned_data.get("upload")
        if picture and self.errors:
            self.waiting = Photo.objects.keep(picture, uploaded_by=self.by, is_decorative=True)
            self.data["kept"] = word_for(self.waiting, self.by)

    def save(self):
        """Keeps the profile and gives the person back."""
        person, before = self.instance, Photo.objects.filter(pk=self.instance.photo_id)
        replaced = list(before)
        person.photo = self._photo()
        person.organisation = self._organisation()
        if "name" in self.changed_data:
            person.withheld_at = None  # taken down once, and given again by whose it is
        super().save()
        person.name_account()
        if replaced and replaced[0] != person.photo:
            before.discard()
        return person

    def _photo(self):
        picture = self.cleaned_data["upload"]
        if picture:
            return Photo.objects.keep(picture, uploaded_by=self.by, is_decorative=True)
        return None if self.cleaned_data.get("remove") else self.photo

    def _organisation(self):
        name = self.cleaned_data["works_for"]
        if not name:
            return None
        return Organisation.objects.known_as(name) or Organisation.objects.make(name)
