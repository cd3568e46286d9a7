from network.models.passages import Passage
from network.models.prose import plain_text

SORT = Passage.Sort


def passages_of(report):
    """What search finds by itself of a report: each recommendation and definition."""
    lists = report.recommendation_lists.prefetch_related("recommendations__list")
    recommended = [each for one in lists for each in one.recommendations.all()]
    defined = report.definitions.values_list("term", "text")
    return [
        *(
            Passage.told(
                SORT.RECOMMENDATION,
                each.anchor,
                each.text,
                plain_text(each.detail),
                number=str(each.number),
            )
            for each in recommended
        ),
        *(Passage.told(SORT.DEFINITION, "definitions", *said) for said in defined),
    ]
