from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """allauth's, with nothing to stop at between the address and the password: its link to a new
    password stands below the form (templates/account/login.html)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
