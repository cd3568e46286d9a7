from django import forms

from network.models import Person
from reports.models import Claim, Principle, Recommendation


class StanceFilter(forms.Form):
    stance = forms.ChoiceField(choices=Claim.Stance.choices, required=False)


STANCES = [
    ("supports", "Supports it"),
    ("challenges", "Challenges it"),
    ("qualifies", "Qualifies it: it holds in part, or under conditions"),
]
EVIDENCE = [
    ("testimony", "Testimony: people said so"),
    ("evaluation", "Evaluation: somebody measured or compared"),
    ("author", "Author's claim: it is our own view"),
]


NOT_OFFERED = (
    "This is not here any more: its report was withdrawn or changed meanwhile. Choose another one; "
    "what you wrote is kept."
)


class ClaimForm(forms.ModelForm):
    """The authors of a contribution link it to a principle or a recommendation.

    `about` is the target that stands chosen, as the choices name it: "recommendation-7".
    """

    target = forms.ChoiceField(
        label="A principle or a recommendation",
        error_messages={"required": "Choose one of these.", "invalid_choice": NOT_OFFERED},
    )
    stance = forms.ChoiceField(
        label="What does yours say about it?",
        choices=STANCES,
        error_messages={"required": "Choose one of these."},
        widget=forms.RadioSelect,
    )
    kind_of_evidence = forms.ChoiceField(
        label="How do you know?",
        choices=EVIDENCE,
        error_messages={"required": "Choose one of these."},
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Claim
        fields = ["target", "stance", "kind_of_evidence", "passage"]
        help_texts = {"passage": "The sentences that show it, or say it in your own words."}
        widgets = {"passage": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, data=None, *, contribution, by, about=""):
        claim = Claim(contribution=contribution, made_by=Person.objects.of_member(by))
        super().__init__(data, instance=claim)
        self.initial = {}  # nothing is chosen for them
        self.targets = {}
        self.fields["target"].choices = [("", "Choose one"), *self._principles(), *self._advice()]
        if about in self.targets:
            self.initial["target"] = about

    def _principles(self):
        principles = Principle.objects.for_overview()
        return self._group("Principles", "principle", principles)

    def _advice(self):
        groups = {}
        for each in Recommendation.objects.for_overview():
            groups.setdefault(f"{each.list.report}: {each.list}", []).append(each)
        for title, recommendations in groups.items():
            yield from self._group(title, "recommendation", recommendations)

    def _group(self, title, kind, targets):
        choices = [(f"{kind}-{target.pk}", str(target)) for target in targets]
        self.targets |= dict(zip([value for value, label in choices], targets, strict=True))
        return [(title, choices)] if choices else []

    def clean(self):
        """Notes the target, and that this claim was not made before."""
        cleaned = super().clean()
        if "target" in cleaned:
            kind = cleaned["target"].partition("-")[0]
            target = self._held(self.targets[cleaned["target"]])
            setattr(self.instance, kind, target)
            same = {kind: target, "stance": cleaned.get("stance")}
            passage = cleaned.get("passage", "")
            if self.instance.contribution.claims.filter(passage=passage, **same).exists():
                raise forms.ValidationError("This has been noted already.")
            self.instance.passage = passage
            self.instance.look_for_passage()
        return cleaned

    def _held(self, target):
        """The target, which nobody deletes from now on; to be asked in the transaction that saves."""
        held = type(target).objects.select_for_update(of=["self"]).filter(pk=target.pk).first()
        if held is None:
            raise forms.ValidationError({"target": NOT_OFFERED})
        return held


class PassageForm(forms.ModelForm):
    """The words on which a claim rests, said anew."""

    class Meta:
        model = Claim
        fields = ["passage"]
        labels = {"passage": "The words that show it now"}
        help_texts = {"passage": "As they stand in the text, or in your own words."}
        widgets = {"passage": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passage"].required = True
        self.fields["passage"].error_messages["required"] = (
            "Say which words show it now, or in your own words. You can delete the claim instead."
        )

    def clean_passage(self):
        passage = self.cleaned_data["passage"]
        if "passage" not in self.changed_data and self.instance.has_lost_passage:
            raise forms.ValidationError(
                "These are the words that left the text. Say which ones show it now, or in your own words."
            )
        return passage

    def save(self, commit=True):
        self.instance.look_for_passage()
        return super().save(commit)
