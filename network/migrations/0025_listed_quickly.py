from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0024_one_index_for_search'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(models.OrderBy(models.F('published_at'), descending=True), condition=models.Q(('dated', ''), ('kind', 'event'), ('published_at__isnull', False)), name='contribution_undated_event'),
        ),
    ]
