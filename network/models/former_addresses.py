from django.db import models


class FormerAddress(models.Model):
    """Where a person's page stood before two entries of theirs became one: it leads on."""

    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    person = models.ForeignKey(
        "network.Person", on_delete=models.CASCADE, related_name="former_addresses"
    )

    class Meta:
        verbose_name_plural = "former addresses"

    def __str__(self):
        return self.slug
