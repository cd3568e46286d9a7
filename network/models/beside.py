"""What other apps hang on contributions, without a word of theirs here: told by what their querysets can do."""

from functools import cache


@cache
def able_to(model, verb):
    """What points at a kind of contribution and knows a verb: {"claims": the model of claims}."""
    pointing = [field for field in model._meta.get_fields() if field.one_to_many]
    return {
        field.get_accessor_name(): field.related_model
        for field in pointing
        if hasattr(field.related_model._default_manager, verb)
    }


def rows_beside(model):
    """Annotations of a kind of contribution: `claims_beside` and so on, each a list of dicts."""
    return {f"{name}_beside": of.objects.beside() for name, of in able_to(model, "beside").items()}
