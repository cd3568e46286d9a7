"""The questions of the interview about a case study, in order, in plain words.

Each is asked of somebody who was there, and in other words of somebody who writes it down for them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question with why we ask it and one good example.

    `name` ends its address, `short` names it in lists, `fields` and `part` are what it fills in.
    `is_first` marks the five that are enough to publish.
    """

    name: str
    short: str
    asks: str
    asks_them: str
    why: str
    example: str
    fields: tuple = ()
    part: str = ""
    is_first: bool = False


WHOSE = Question(
    "whose",
    "Whose story it is",
    "Whose story is this?",
    "Whose story is this?",
    "Whoever was there comes first on the page, and nobody has to type to be named.",
    "Joan told it at her kitchen table. Sam, her support worker, wrote it down and read it back to her.",
    fields=("told_by",),
    part="teller",
)

QUESTIONS = (
    WHOSE,
    Question(
        "together",
        "What people did together",
        "What did you do together?",
        "What did they do together?",
        "It is the heart of the story: who did what, and who decided.",
        "Every Tuesday six of us met in the day centre’s kitchen. Two had used it for years, one ran it. "
        "We planned the week, and whoever had an hour to give wrote it on the board.",
        fields=("body",),
        is_first=True,
    ),
    Question(
        "problem",
        "What was not working",
        "What was not working before, and for whom?",
        "What was not working before, and for whom?",
        "People who have the same trouble will know that this is for them.",
        "Nobody asked us anything. You were told your time, and if you missed it you went to the end of "
        "a list of five months.",
        fields=("problem",),
        is_first=True,
    ),
    Question(
        "changed",
        "What changed",
        "What is different now, and how do you know?",
        "What is different now, and how do they know?",
        "Others will want to rely on it. What somebody saw or said counts; so does a number.",
        "Eleven people run something each week who used to be looked after. The rota shows it. "
        "Two found paid work; whether that came from here we cannot say.",
        fields=("what_changed",),
        is_first=True,
    ),
    Question(
        "people",
        "Who made it together",
        "Who made it together?",
        "Who made it together?",
        "Everybody is named alike, in the order you choose and with the words they choose. "
        "Ask them first.",
        "Joan Tyson, flooded twice. Stephen Braithwaite, drainage engineer.",
        part="bylines",
        is_first=True,
    ),
    Question(
        "name",
        "What to call it",
        "What shall we call it?",
        "What shall we call it?",
        "It is what people see first, in lists and when they search.",
        "“A day centre that runs on shared hours.” Neighbours and patients swap hours, and nobody is "
        "only a patient.",
        fields=("title", "summary"),
        is_first=True,
    ),
    Question(
        "place",
        "Where, and in which field",
        "Where was it, and in which field?",
        "Where was it, and in which field?",
        "People look first for what is near them, or near to their work.",
        "Lewisham, London, mental health. A town is near enough if somebody could be recognised.",
        fields=("place", "region", "sector"),
    ),
    Question(
        "outcomes",
        "Before and after",
        "What was it before, and what is it now?",
        "What was it before, and what is it now?",
        "One change in one row can be read at a glance. What got worse belongs here too.",
        "People who run something each week: 2 before, 11 after. From the rota, 2011.",
        part="outcomes",
    ),
    Question(
        "costs",
        "What it cost and saved",
        "What did it cost, and did it save anything?",
        "What did it cost, and did it save anything?",
        "Somebody who wants to begin will be asked this first. Say where each figure comes from.",
        "£23,000 for boards and pumps, from a lottery grant. About a day a month of an engineer’s time. "
        "Source: the council’s report of May 2025.",
        fields=("costs",),
    ),
    Question(
        "hard",
        "What was hard",
        "What was hard, or went wrong?",
        "What was hard, or went wrong?",
        "It is what others learn most from, and nobody thinks less of those who say it.",
        "We argued for three months about the keys. In the end we asked the people whose doors they "
        "open, which we should have done first.",
        fields=("what_was_hard",),
    ),
    Question(
        "advice",
        "Advice",
        "What would you tell somebody who starts now?",
        "What would they tell somebody who starts now?",
        "One sentence from somebody who has done it can save a year.",
        "Begin with what people bring, not with what they lack. And pay the bus fares.",
        fields=("advice",),
    ),
    Question(
        "stage",
        "How far it has come",
        "How far has it come?",
        "How far has it come?",
        "Readers look for people who stand where they stand.",
        "Making it work: it runs every week, and we still change it.",
        fields=("stage",),
    ),
    Question(
        "time",
        "When, and still running?",
        "When did it begin, and is it still running?",
        "When did it begin, and is it still running?",
        "Readers should know how old this is. Work that stopped, or did not work, is worth telling too.",
        "It began in spring 2009 and stopped in March 2022, when the grant ended.",
        fields=("dated", "running", "ended"),
    ),
    Question(
        "voices",
        "In somebody’s own words",
        "What did somebody say that stayed with you?",
        "What did they say that you will not forget?",
        "One sentence in somebody’s own words says more than a page. Ask before you quote.",
        "“I used to be on the list. Now I write it.” Delroy, who uses the service.",
        part="quotes",
    ),
    Question(
        "pictures",
        "Pictures",
        "Is there a picture of it?",
        "Is there a picture of it?",
        "A picture brings people to the story. Ask those who can be seen in it.",
        "Five people around a table with a hand-drawn map. Described as: “Five neighbours bend over a "
        "map of their street.”",
        part="photos",
    ),
    Question(
        "topics",
        "Topics",
        "Which words would somebody search for?",
        "Which words would somebody search for?",
        "They put your story beside others like it.",
        "time banking, mental health, day centres",
        fields=("topics",),
    ),
)
BY_NAME = {question.name: question for question in QUESTIONS}
FIRST = [question for question in QUESTIONS if question.is_first]
