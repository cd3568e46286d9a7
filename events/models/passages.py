from network.models.passages import Passage
from network.models.prose import plain_text

SORT = Passage.Sort


def passages_of(event):
    """What search finds by itself of an event: what witnesses said and answered, insights, open questions.

    Each with who said it, where its page names them. Of a write-up that is not shown yet nothing.
    """
    if not event.is_written_up:
        return []
    slots = list(event.witness_slots.prefetch_related("appearances"))
    names = {slot.pk: [each.name_as_printed for each in slot.appearances.all()] for slot in slots}

    def said_by(part):
        # Of one witness it goes without saying (see `Slot.is_of_one`), unless whoever said it agreed
        # to it without their name; several are not told apart.
        witnesses = names.get(part.witness_slot_id, [])
        is_unnamed = part.consent_from and not part.name_as_printed
        return witnesses if len(witnesses) == 1 and not is_unnamed else [part.name_as_printed]

    return [
        *(
            told(SORT.ACCOUNT, f"witness-{slot.pk}", slot.heading, slot.account, names[slot.pk])
            for slot in slots
            if slot.account
        ),
        *(
            told(SORT.ANSWER, f"question-{asked.pk}", asked.text, asked.answer, said_by(asked))
            for asked in event.questions.exclude(answer="")
        ),
        *(
            Passage.told(
                SORT.INSIGHT, f"insight-{insight.pk}", "", insight.text, said_by=said_by(insight)
            )
            for insight in event.insights.all()
        ),
        *(
            Passage.told(SORT.OPEN_QUESTION, "open-questions", text, "")
            for text in event.open_questions.values_list("text", flat=True)
        ),
    ]


def told(sort, anchor, heading, prose, said_by):
    return Passage.told(sort, anchor, heading, plain_text(prose), said_by=said_by)
