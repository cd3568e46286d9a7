"""For a demonstration: an event at which people ask live."""

from events.models import Event, LiveQuestion, QuestionBoard

from .reading import listed, naming


def load_live_questions():
    """Asks at events that have no board yet; then it belongs to those who run it."""
    with naming("live.toml"):
        for block in listed("live", "board"):
            event = Event.objects.get(slug=block["event"])
            if not hasattr(event, "question_board"):
                ask_all(event, block)


def ask_all(event, block):
    board = QuestionBoard.objects.for_event(event)
    board.holds_first = block["holds_first"]
    board.save()
    board.open()
    slots = {slot.heading: slot for slot in event.witness_slots.all()}
    for each in block["question"]:
        question = LiveQuestion.objects.ask(
            board=board,
            text=each["text"],
            name=each.get("name", ""),
            witness_slot=slots[each["witness"]] if "witness" in each else None,
        )
        for number in range(each.get("supports", 0)):
            question.support(f"somebody in the demo, {number}")
        question.refresh_from_db()
        question.move_to(each["standing"])
