"""British and American spellings of one word, which PostgreSQL takes for two.

A question is widened by the other spelling of each word (`other_spellings`). By words in -ise those in -ize
cannot be looked for, as PostgreSQL takes these for still others ("personalize" for "person",
"organize" for "organ"): what is found by them says them the British way too (`british_words`).
"""

import re

COLOUR = (
    "arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|"
    "rum|sav|savi|splend|tum|val|vap|vig"
)
TRAVEL = (
    "cance|channe|counse|dia|enro|fue|fulfi|funne|insta|jewe|labe|leve|marsha|marve|mode|pane|peda|"
    "quarre|riva|shove|signa|tota|trave|tunne"
)
CENTRE = "calib|cent|fib|lit|lust|meag|met|sab|somb|spect|theat"
DEFENCE, DIALOGUE = "defen|offen|preten|licen|practi", "anal|catal|dial|epil|prol"
# (how a word is written, how others write it), each a whole word in small letters
OTHERWISE = [
    (rf"(\w*(?:{COLOUR})o)u(r\w*)", r"\1\2"),
    (rf"(\w*(?:{COLOUR})o)(r\w*)", r"\1u\2"),
    (rf"({TRAVEL})ll(\w*)", r"\1l\2"),
    (rf"({TRAVEL})l((?!l)\w*)", r"\1ll\2"),
    (rf"(\w*(?:{CENTRE}))re(s?)", r"\1er\2"),
    (rf"(\w*(?:{CENTRE}))er(s?)", r"\1re\2"),
    (rf"(\w*(?:{CENTRE}))r(ed|ing)", r"\1er\2"),
    (rf"(\w*(?:{CENTRE}))er(ed|ing)", r"\1r\2"),
    (rf"({DEFENCE})c(e\w*|ing)", r"\1s\2"),
    (rf"({DEFENCE})s(e\w*|ing)", r"\1c\2"),
    (rf"((?:{DIALOGUE})og)ue(s?)", r"\1\2"),
    (rf"((?:{DIALOGUE})og)(s?)", r"\1ue\2"),
    (r"(\w*(?:anal|catal|paral)y)s(e[srd]?|ers|ing)", r"\1z\2"),
    (r"(\w*(?:anal|catal|paral)y)z(e[srd]?|ers|ing)", r"\1s\2"),
    (r"((?:re)?program)me(s?)", r"\1\2"),
    (r"((?:re)?program)(s?)", r"\1me\2"),
    (r"((?:ag|acknowledg|judg))e(ing|ments?)", r"\1\2"),
    (r"((?:ag|acknowledg|judg))(ing|ments?)", r"\1e\2"),
    (r"(skil|wil)(ful\w*)", r"\1l\2"),
    (r"(skil|wil)l(ful\w*)", r"\1\2"),
    (r"(gr)e(y\w*)", r"\1a\2"),
    (r"(gr)a(y\w*)", r"\1e\2"),
    (r"(p|orthop|encyclop|an|h|arch|gyn)ae([a-z]{4,})", r"\1e\2"),
    (r"(p|orthop|encyclop)e(di\w{2,})", r"\1ae\2"),
    (r"(an)e(sth\w+)", r"\1ae\2"),
    (r"(arch|gyn)e(olog\w+|colog\w+)", r"\1ae\2"),
]
OTHERWISE = [(re.compile(written), others) for written, others in OTHERWISE]
IZE = r"([a-z]{3,})iz(e[srd]?|ers|ing|able|ations?|ational)"
WORD, AMERICAN = re.compile(r"[a-z]{4,}"), re.compile(rf"\b{IZE}\b", re.IGNORECASE)
MOST_WIDENED = 8  # words of one question
MOST_BRITISH = 100  # words of one contribution


def other_spellings(words):
    """Pairs of a word among these and how it is spelled on the other side of the Atlantic."""
    pairs = {}
    for word in WORD.findall(words.lower()):
        for written, others in OTHERWISE:
            if written.fullmatch(word):
                pairs[word, written.sub(others, word)] = None
        if AMERICAN.fullmatch(word):
            pairs[word, british(word)] = None
    return list(pairs)[:MOST_WIDENED]


def british_words(text):
    """The words in -ize of a text, each once, as they are spelled in Britain."""
    found = dict.fromkeys(british(match[0].lower()) for match in AMERICAN.finditer(text))
    return list(found)[:MOST_BRITISH]


def british(word):
    return AMERICAN.sub(r"\1is\2", word)
