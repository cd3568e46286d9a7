import django.contrib.postgres.fields
import network.models.media
from django.core.files.storage import default_storage
from django.db import migrations, models, transaction


def give_tokens(apps, schema_editor):
    """Photos that lay without a folder are found by the name of their larger file alone.

    The smaller one, of another name, goes; until the renditions are made the larger stands for it.
    """
    photos = apps.get_model("network", "Photo").objects.using(schema_editor.connection.alias)
    replaced = []
    for photo in photos.all():
        replaced.append(photo.small.name)
        token = photo.file.name.rpartition("/")[2].partition(".")[0]
        photos.filter(pk=photo.pk).update(
            token=token,
            small=photo.file.name,
            small_width=photo.width,
            small_height=photo.height,
        )

    def delete_replaced():
        for name in replaced:
            default_storage.delete(name)

    transaction.on_commit(delete_replaced, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("network", "0009_whose_story")]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="renditions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                editable=False,
                help_text="Widths in pixels, each there as AVIF and as WebP; empty until they are made.",
                null=True,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="token",
            field=models.CharField(editable=False, max_length=32, null=True),
        ),
        migrations.RunPython(give_tokens, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="photo",
            name="token",
            field=models.CharField(
                default=network.models.media.new_token, editable=False, max_length=32, unique=True
            ),
        ),
    ]
