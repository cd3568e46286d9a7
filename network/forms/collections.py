"""Writing a collection: what it says, its pieces in order with a reason for each, and the ways in."""

from urllib.parse import urlsplit

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from network.models import Collection, CollectionItem, Contribution, Passage, Person, Stage
from network.models.collections import MOST_ITEMS

from .addresses import AddressField
from .parts import FormWithParts, PartFormSet, add_row, part


class PlaceField(AddressField):
    """A published contribution, or a part of it after the #; clean() gives both, the part as its anchor."""

    def clean(self, value):
        contribution = super().clean(value)
        if contribution is None:
            return None
        anchor = urlsplit(value).fragment if "#" in value and "/" in value else ""
        parts = Passage.objects.filter(contribution=contribution, anchor=anchor)
        return contribution, anchor if anchor and parts.exists() else ""


class ItemForm(forms.ModelForm):
    """A piece, and why it is there. What a row is about stays: another piece is another row."""

    place = PlaceField(
        required=True,
        label="Which page",
        help_text="Its title, or its address from your browser. "
        "The address of one recommendation or answer leads there.",
        error_messages={"required": "Say which page of this site it is."},
    )

    field_order = ["place", "reason"]

    class Meta:
        model = CollectionItem
        fields = ["reason"]
        labels = {"reason": "Why it is here"}
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"reason": {"required": "Say in a sentence why it is here."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # So that a row whose piece somebody took out meanwhile can be put in anew.
            self.fields["place"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.initial["place"] = self.instance.get_absolute_url()

    @property
    def meant(self):
        """(key of the contribution, anchor); None while it is not known."""
        if self.instance.pk:
            return self.instance.contribution_id, self.instance.anchor
        place = getattr(self, "cleaned_data", {}).get("place")
        return place and (place[0].pk, place[1])

    def save(self, commit=True):
        if self.instance.pk is None:
            self.instance.contribution, self.instance.anchor = self.cleaned_data["place"]
        return super().save(commit)


class Items(PartFormSet):
    """The pieces in their order; `first` is the address that a new collection begins with."""

    rows_template = "network/collections/rows.html"

    def __init__(self, *args, first="", **kwargs):
        self.first = first
        super().__init__(*args, **kwargs)

    def stored_rows(self):
        return super().stored_rows().with_contributions()

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        if self.first and index == 0 and not self.is_bound and not self.existing:
            kwargs["initial"] = {"place": self.first}
        return kwargs

    def _not_shown(self):
        """Those that somebody put in after this page was opened."""
        shown = {form.instance.pk for form in self.forms}
        return [row for row in self.existing if row.pk not in shown]

    def has_changed(self):
        return super().has_changed() or bool(self._not_shown())

    def clean(self):
        seen = {(row.contribution_id, row.anchor) for row in self._not_shown()}
        for form in self.forms:
            if self._should_delete_form(form) or not form.meant:
                continue
            if form.meant in seen:
                form.add_error("place", "It is in this collection already.")
            seen.add(form.meant)


ItemFormSet = part(Collection, CollectionItem, ItemForm, noun="piece", formset=Items)


class CollectionForm(FormWithParts):
    """A collection with its pieces. `version` is the state that the writer has seen."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Collection
        fields = ["title", "summary", "introduction", "position"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, data=None, *, by, instance, first=""):
        data = data.copy() if data is not None else None
        super().__init__(data, instance=instance)
        self.by = by
        summary = self.fields["summary"]
        summary.required = True
        summary.error_messages["required"] = "Say in a sentence for whom it is."
        if self.instance.pk:
            self.initial["version"] = self.instance.updated_at.isoformat()
        else:
            self.initial["position"] = Collection.objects.count() + 1
        if data is not None and "add" in data:
            add_row(data, "items")
        items = ItemFormSet(data, instance=instance, prefix="items", by=by, first=first)
        self.parts = {"items": items}

    @property
    def items(self):
        return self.parts["items"]

    def is_overtaken(self):
        """Whether somebody saved since the writer opened the page. The row is to be locked."""
        if self.instance.pk is None:
            return False
        stored = Collection.objects.values_list("updated_at", flat=True).get(pk=self.instance.pk)
        seen, self.data["version"] = self.data.get("version"), stored.isoformat()
        return bool(seen) and seen != stored.isoformat()

    @transaction.atomic
    def save(self):
        collection = self.instance
        if collection.pk is None:
            collection.made_by = Person.objects.of_member(self.by)
        if "title" in self.changed_data or not collection.slug:
            collection.take_address()
        collection.updated_at, collection.updated_by = timezone.now(), self.by
        super().save()
        if self.items.is_bound:
            self.items.save_for(collection)
        return collection


class CollectedForm(forms.Form):
    """Into which collection a contribution goes, and why."""

    collection = forms.ModelChoiceField(
        Collection.objects.none(),
        empty_label="Choose one",
        error_messages={"required": "Choose a collection."},
    )
    reason = ItemForm.base_fields["reason"]

    def __init__(self, data=None, *, contribution: Contribution):
        super().__init__(data)
        self.contribution = contribution
        self.fields["collection"].queryset = Collection.objects.all()

    def clean_collection(self):
        collection = self.cleaned_data["collection"]
        if collection.items.filter(contribution=self.contribution, anchor="").exists():
            raise forms.ValidationError("It is in this collection already.")
        if collection.items.count() >= MOST_ITEMS:
            raise forms.ValidationError(f"A collection has at most {MOST_ITEMS} pieces.")
        return collection

    def save(self, *, by):
        return self.cleaned_data["collection"].add(
            self.contribution, reason=self.cleaned_data["reason"], by=by
        )


class WaysInForm(forms.Form):
    """For each stage, the collection that the home page opens."""

    def __init__(self, data=None):
        super().__init__(data)
        offered = Collection.objects.filter(Q(pk__in=Collection.objects.published()) | ~Q(stage=""))
        now = {collection.stage: collection.pk for collection in offered}
        for stage in Stage:
            self.fields[stage.value] = forms.ModelChoiceField(
                offered,
                label=stage.label,
                required=False,
                initial=now.get(stage),
                empty_label="The list of case studies at this stage",
            )

    def clean(self):
        chosen = [each for each in super().clean().values() if each]
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError("Choose a collection for one stage only.")

    def save(self):
        Collection.objects.choose_ways_in(self.cleaned_data)
