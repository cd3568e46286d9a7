"""Accounts, by their e-mail address; a new one gets its person."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from network.models import Member, Person

from .rights import DeletedWhole


class EmailInSmallLetters:
    def clean_email(self):
        return self.cleaned_data["email"].lower()


class NewMemberForm(EmailInSmallLetters, AdminUserCreationForm):
    class Meta:
        model = Member
        fields = ["email", "name"]
        field_classes = {"email": forms.EmailField}


class MemberForm(EmailInSmallLetters, UserChangeForm):
    class Meta:
        model = Member
        fields = "__all__"
        field_classes = {"email": forms.EmailField}


@admin.register(Member)
class MemberAdmin(DeletedWhole, UserAdmin):
    form = MemberForm
    add_form = NewMemberForm
    list_display = ["email", "name", "joined_at", "is_active", "is_staff"]
    list_filter = ["groups", "is_active", "is_staff", "joined_at"]
    search_fields = ["email", "name"]
    ordering = ["name", "pk"]
    readonly_fields = ["joined_at", "last_login"]
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (
            "What they may do",
            {"fields": ["is_active", "groups", "is_staff", "is_superuser", "user_permissions"]},
        ),
        ("When", {"fields": ["joined_at", "last_login"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "usable_password", "password1", "password2"]})
    ]

    def save_model(self, request, member, form, change):
        super().save_model(request, member, form, change)
        Person.objects.of_member(member)
