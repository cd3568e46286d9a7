"""What Django and allauth say by themselves is said in our words (copro/locale)."""

import re
from gettext import GNUTranslations

from django import forms
from django.conf import settings

CATALOGUE = settings.LOCALE_PATHS[0] / "en_GB" / "LC_MESSAGES" / "django.po"
PAIR = re.compile(r'^msgid "(.+)"\nmsgstr "(.+)"$', re.MULTILINE)


class Everything(forms.Form):
    name = forms.CharField(max_length=3)
    kind = forms.ChoiceField(choices=[("a", "A")])
    count = forms.IntegerField(max_value=5)
    email = forms.EmailField()
    picture = forms.ImageField()


def test_what_is_compiled_is_what_is_written():
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        says = GNUTranslations(compiled).gettext
    pairs = PAIR.findall(CATALOGUE.read_text())
    assert len(pairs) > 150
    assert [(msgid, words) for msgid, words in pairs if says(msgid) != words] == []


def test_fields_say_what_to_do():
    empty = Everything({}).errors
    assert {error for errors in empty.values() for error in errors} == {"Please fill this in."}
    wrong = Everything({"name": "long", "kind": "b", "count": "9", "email": "gwen"}).errors
    assert wrong["name"] == ["Write at most 3 characters. These are 4."]
    assert wrong["kind"] == ["This cannot be chosen here. Choose one of those that are offered."]
    assert wrong["count"] == ["Write 5 or less."]
    assert wrong["email"] == ["This is no e-mail address. One looks like this: name@example.org."]


def test_rows_that_are_too_many_or_did_not_come_are_told_plainly():
    rows = forms.formset_factory(Everything, max_num=1, validate_max=True)
    many = rows({"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0})
    assert many.non_form_errors() == ["No more than 1 fits here. Take some away."]
    assert "did not reach us" in rows({}).non_form_errors()[0]
