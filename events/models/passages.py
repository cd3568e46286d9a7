from network.models.passages import Passage
from network.models.prose import plain_text

SORT = Passage.Sort


def passages_of(event):
    """What search finds by itself of an event: what witnesses said and answered, insights, open questions.

    Of a write-up that is not shown yet nothing.
    """
    if not event.is_written_up:
        return []
    accounts = event.witness_slots.exclude(account="").values_list("pk", "heading", "account")
    answered = event.questions.exclude(answer="").values_list("pk", "text", "answer")
    return [
        *(
            Passage.told(SORT.ACCOUNT, f"witness-{pk}", heading, plain_text(account))
            for pk, heading, account in accounts
        ),
        *(
            Passage.told(SORT.ANSWER, f"question-{pk}", asked, plain_text(answer))
            for pk, asked, answer in answered
        ),
        *(
            Passage.told(SORT.INSIGHT, f"insight-{pk}", "", text)
            for pk, text in event.insights.values_list("pk", "text")
        ),
        *(
            Passage.told(SORT.OPEN_QUESTION, "open-questions", text, "")
            for text in event.open_questions.values_list("text", flat=True)
        ),
    ]
