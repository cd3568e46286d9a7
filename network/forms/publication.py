from django import forms

from network.models import Withdrawal


class WithdrawalForm(forms.ModelForm):
    class Meta:
        model = Withdrawal
        fields = ["reason"]
        labels = {"reason": "Why?"}
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, by_moderator=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = by_moderator
        self.fields["reason"].help_text = (
            "The authors will read it." if by_moderator else "For yourself and your co-authors."
        )
