"""Whom an invitation asks, a new link asked for, and where a person's page stood before."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0012_takedowns_and_reversals")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="invitations",
                to="network.person",
            ),
        ),
        migrations.AlterField(
            model_name="invitationanswer",
            name="answer",
            field=models.CharField(
                choices=[
                    ("approved", "Agreed to be named"),
                    ("change", "Asked for a change"),
                    ("name", "Took their name off"),
                    ("quote", "Took their words off"),
                    ("renewal", "Asked for a new link"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(allow_unicode=True, max_length=100, unique=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="network.person",
                    ),
                ),
            ],
            options={"verbose_name_plural": "former addresses"},
        ),
    ]
