"""Lists of recommendations on a report's writing page, each with its own rows."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from network.forms.addresses import AddressField
from network.forms.parts import part
from reports.models import (
    Claim,
    Recommendation,
    RecommendationComment,
    RecommendationList,
    Report,
    Uptake,
    Wording,
)

from .claimed import ClaimedRows

MOST_LISTS = 5


class RecommendationForm(forms.ModelForm):
    class Meta:
        model = Recommendation
        fields = ["text", "detail"]
        labels = {"text": "What it recommends", "detail": "More about it"}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    def save(self, commit=True):
        self.instance.number = self.instance.position + 1
        return super().save(commit)


RecommendationFormSet = part(
    RecommendationList,
    Recommendation,
    RecommendationForm,
    noun="recommendation",
    formset=ClaimedRows,
    extra=2,
)


class RecommendationListForm(forms.ModelForm):
    """One list, with `recommendations`: the formset of its rows."""

    source = AddressField(
        label="Where it is listed so",
        required=False,
        help_text="If not in the report itself: the address of the page here, for example of a"
        " press release.",
    )

    class Meta:
        model = RecommendationList
        fields = ["title", "source"]
        labels = {"title": "Title of the list"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["source"] = self.instance.source

    def has_changed(self):
        return super().has_changed() or self.recommendations.has_changed()

    def clean(self):
        if self.recommendations.is_bound and not self.recommendations.is_valid():
            raise forms.ValidationError("Please look at the recommendations of this list again.")
        return super().clean()

    def save(self, commit=True):
        self.instance.position += 1  # counted from 1
        saved = super().save(commit)
        if self.recommendations.is_bound:
            self.recommendations.save_for(saved)
        return saved


class RecommendationLists(ClaimedRows):
    rows_template = "reports/writing/lists.html"

    def stored_rows(self):
        return super().stored_rows().select_related("source")

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.recommendations = RecommendationFormSet(
            self.data if self.is_bound else None,
            self.files if self.is_bound else None,
            instance=form.instance,
            prefix=f"{form.prefix}-recommendations",
            by=self.by,
        )

    def clean(self):
        super().clean()
        lists = [form for form in self.forms if not self._should_delete_form(form)]
        if sum(form.has_changed() for form in lists) > MOST_LISTS:
            raise forms.ValidationError(f"A report has at most {MOST_LISTS} lists.")

    def forms_with_errors(self):
        nested = [form.recommendations.forms_with_errors() for form in self.forms]
        return [*super().forms_with_errors(), *(form for forms in nested for form in forms)]

    def set_aside(self, typing=""):
        """A list does not wait for its rows."""
        nested = [form.recommendations for form in self.forms if form.recommendations.is_bound]
        waits = [rows.set_aside(typing) for rows in nested]
        for form in self.forms:
            if form.recommendations.is_valid():
                form.errors.pop(NON_FIELD_ERRORS, None)
        return any([super().set_aside(typing), *waits])

    def row_keys(self):
        nested = [form.recommendations.row_keys() for form in self.stored_forms()]
        return super().row_keys() | {name: key for keys in nested for name, key in keys.items()}

    def is_claimed(self, row):
        speaking = (Claim, RecommendationComment, Uptake, Wording)
        spoken_of = (model.objects.filter(recommendation__list=row) for model in speaking)
        return any(found.exists() for found in spoken_of)


RecommendationListFormSet = part(
    Report,
    RecommendationList,
    RecommendationListForm,
    noun="list",
    formset=RecommendationLists,
)
