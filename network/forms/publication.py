from django import forms

from network.models import Withdrawal


class WithdrawalForm(forms.ModelForm):
    class Meta:
        model = Withdrawal
        fields = ["reason"]
        labels = {"reason": "Why?"}
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, by_author, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not by_author
        self.fields["reason"].help_text = (
            "For you and those who made it with you." if by_author else "Its authors will read it."
        )
