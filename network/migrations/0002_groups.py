from django.db import migrations

NAMES = ["Organisers", "Moderators"]


def make_groups(apps, schema_editor):
    for name in NAMES:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial")]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
