"""Which recommendation of a report a comment is about."""


def known_as(report, word):
    """The recommendation of this word, "recommendation-7", if it is one of this report; else None."""
    kind, _, number = word.partition("-")
    if kind != "recommendation" or not (number.isascii() and number.isdecimal()):
        return None
    return _recommendations(report).filter(pk=int(number)).first()


def discussed_in(report, comment):
    return _recommendations(report).filter(remarks__comment=comment).first()


def _recommendations(report):
    lists = report.recommendation_lists.model
    recommendations = lists._meta.get_field("recommendations").related_model.objects
    return recommendations.filter(list__report=report).select_related("list")
