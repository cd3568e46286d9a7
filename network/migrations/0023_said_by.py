from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0022_subscriptions"),
    ]

    operations = [
        migrations.AddField(
            model_name="passage",
            name="number",
            field=models.CharField(blank=True, help_text="Of a recommendation.", max_length=10),
        ),
        migrations.AddField(
            model_name="passage",
            name="said_by",
            field=models.CharField(
                blank=True, help_text="As its page prints them.", max_length=300
            ),
        ),
    ]
