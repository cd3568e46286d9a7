import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0010_live_questions"),
        ("network", "0015_search_entries"),
        ("reports", "0005_editions_and_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(max_length=300, verbose_name="how it speaks to the question"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_answers",
                        to="reports.claim",
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_answers",
                        to="network.contribution",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="events.openquestion",
                    ),
                ),
                (
                    "witness_answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_answers",
                        to="events.question",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "contribution", "witness_answer", "claim"),
                        name="open_answer_once",
                        nulls_distinct=False,
                        violation_error_message="This stands with the question already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("witness_answer", None), ("claim", None), _connector="OR"
                        ),
                        name="open_answer_has_one_place",
                        violation_error_message="Choose a witness's answer or a claim, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True),
                        name="open_answer_says_how",
                        violation_error_message="Say in a line how it speaks to the question.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("closed", "Closed"), ("reopened", "Opened again")], max_length=10
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("reason", models.TextField(max_length=1000)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="events.openquestion",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["closed", "reopened"])),
                        name="question_change_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="question_change_has_reason",
                        violation_error_message="Say why: everybody who reads the question will see it.",
                    ),
                ],
            },
        ),
    ]
