"""Spellings of one word that PostgreSQL takes for two: British and American, with a hyphen and apart.

A question is widened by the other spelling of each word (`other_spellings`). Words in -ize cannot be looked
for, as PostgreSQL takes them for still others ("personalize" for "person", "organize" for "organ"):
a question is asked the British way, and what is found by them says them so too (`british_words`).
"""

import re
from itertools import islice

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
RULES = [
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
OTHERWISE = [(re.compile(written), others) for written, others in RULES]
IZE = r"([a-z]{3,})iz(e[srd]?|ers|ing|able|ations?|ational)"
ANY = re.compile(r"\w+")
WORD, AMERICAN = re.compile(r"[a-z]{4,}"), re.compile(rf"\b{IZE}\b", re.IGNORECASE)
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u2013](?=[^\W\d_])")
# Numbers are left alone: of "covid-19" PostgreSQL reads "-19".
HYPHENATED = re.compile(rf'"[^"]*"|(?<!\w)[^\W\d_]+(?:{HYPHEN.pattern}[^\W\d_]+)+(?!\w|-\w)')
# "users/carers", but no part of a web address
SLASHED = re.compile(r"(?<![\w/.:@-])[^\W\d_][\w'’-]*(?:/[^\W\d_][\w'’-]*)+(?![\w/@-]|\.\w)")
QUOTES, DASH = re.compile("[“”„«»]"), re.compile(r'(?<!\S)[\u2010-\u2015\u2212](?=["\w])')
# PostgreSQL reads it in a text, and its colon otherwise in a question.
SCHEME = re.compile(r"(?<!\S)https?://", re.IGNORECASE)
MOST_WIDENED = 8  # words of one question
MOST_BRITISH = 100  # words of one contribution
BESIDE = 3  # words on either side, so that a phrase is found


def as_signs(words):
    """What somebody typed, with the signs that search reads for those that telephones and word processors make
    of them: “time bank” –school is "time bank" -school. "and/or" is no choice."""
    words = SLASHED.sub(lambda match: re.sub(r"/(or\b)?", " ", match[0]), SCHEME.sub("", words))
    return DASH.sub("-", QUOTES.sub('"', words))


def other_spellings(words):
    """Pairs of a word among these and how it is spelled on the other side of the Atlantic."""
    pairs: dict[tuple[str, str], None] = {}
    for word in WORD.findall(words.lower()):
        for written, others in OTHERWISE:
            if written.fullmatch(word):
                pairs[word, written.sub(others, word)] = None
    return list(pairs)[:MOST_WIDENED]


def british_words(text):
    """The words in -ize of a text as they are spelled in Britain, each with what stands around it."""
    words = ANY.findall(text)
    found = (number for number, word in enumerate(words) if AMERICAN.fullmatch(word))
    around = (" ".join(words[max(number - BESIDE, 0) : number + BESIDE + 1]) for number in found)
    return list(dict.fromkeys(british(said.lower()) for said in islice(around, MOST_BRITISH)))


def british(words):
    """The same with every word in -ize in -ise."""
    return AMERICAN.sub(r"\1is\2", words)


def parted(words):
    """A question with the parts of each hyphenated word as a phrase, which finds them apart as well."""
    if words.count('"') % 2:
        return words
    return HYPHENATED.sub(lambda match: as_phrase(match[0]), words)


def unslashed(text):
    """The same with space around the strokes between words: "users/carers" is one word to PostgreSQL."""
    return SLASHED.sub(lambda match: match[0].replace("/", " / "), text)


def as_phrase(said):
    spaced = HYPHEN.sub(" ", said)
    return spaced if said.startswith('"') else f'"{spaced}"'
