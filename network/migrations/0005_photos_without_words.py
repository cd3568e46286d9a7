from django.db import migrations


class Migration(migrations.Migration):
    """A draft may hold a photo that nobody has described yet: publication asks."""

    dependencies = [("network", "0004_unattached_downloads")]

    operations = [
        migrations.RemoveConstraint(model_name="photo", name="photo_has_words_or_is_decorative"),
    ]
