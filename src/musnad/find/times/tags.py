"""The classes of words and of what is composed of them, one character each.

A stretch of text becomes a string of these characters, and the grammar is written as regular expressions over
that string.
"""

# words
NUMBER = "n"
ORDINAL = "o"
MONTH = "M"
HIJRI = "H"
WEEKDAY = "w"
DAY = "y"  # «يوم»
UNIT = "u"  # «أسبوع»
DUAL = "U"  # «أسبوعين», «اليومين»
UNITS = "v"  # «أسابيع», «الأيام»
THE_UNIT = "a"  # «الأسبوع»
OWN = "m"  # «أسبوعي»
CLOCK = "c"  # «الساعة»
CLOCK_DIGITS = "k"  # 8:30
DATE_DIGITS = "#"  # 2016/02/22
PAIR_DIGITS = "%"  # 4/22, 2015-3, 2014-2018
RELATIVE = "r"
PART = "b"
THE_PART = "B"
NEXT = "x"
LAST = "p"
THIS = "h"
CURRENT = "j"
SEASON = "t"
FEAST = "f"
EDGE = "e"
REST = "z"
WEEKEND = "€"
FRACTION = "q"
THREE_QUARTERS = "3"
EXCEPT = "g"
DECADE = "d"
SET = "@"
NOON = "i"
LUNCH = "l"
THOUSANDS = "0"
# particles
AND = "A"
IN = "F"
ON = "W"
TO = "L"
FROM = "K"
UNTIL = "E"
BETWEEN = "N"
SINCE = "S"
BEFORE = "<"
AFTER = ">"
WITHIN = "I"
FOR = "G"
THROUGHOUT = "J"
EVERY = "Z"
FEW = "V"
WHOLE = "X"
ABOUT = "~"
MORE = "¹"
LESS = "²"
EXACTLY = "T"
DATE_OF = "D"
NOW = "O"
SOON = "s"
TAIL = "¬"
ERA = "R"
ZONE = "Q"
# marks
COMMA = ","
SLASH = "/"
DASH = "_"
DOT = "•"
OPEN = "‹"
CLOSE = "›"
OTHER = "ω"  # a word that is none of these
END = "¦"  # edge of a sentence or of the text
NONE = ""  # «ك» adds nothing
# composed
DATE = "Δ"
CLOCK_TIME = "τ"
PERIOD = "Π"
TIME_PERIOD = "Ω"
MOMENT = "Θ"
MOMENT_PERIOD = "Ξ"
DURATION = "δ"
RECURRING = "Σ"
YEAR = "Υ"

SECTIONS = {
    "now": NOW,
    "soon": SOON,
    "weekend": WEEKEND,
    "rest": REST,
    "three_quarters": THREE_QUARTERS,
    "except": EXCEPT,
    "and": AND,
    "between": BETWEEN,
    "since": SINCE,
    "before": BEFORE,
    "after": AFTER,
    "within": WITHIN,
    "for": FOR,
    "throughout": THROUGHOUT,
    "every": EVERY,
    "few": FEW,
    "whole": WHOLE,
    "about": ABOUT,
    "more": MORE,
    "less": LESS,
    "clock": CLOCK,
    "exactly": EXACTLY,
    "date_of": DATE_OF,
    "future_tail": TAIL,
    "lunch": LUNCH,
    "this": THIS,
    "until": UNTIL,
    "in": IN,
    "on": ON,
    "from": FROM,
    "to": TO,
}
"""Sections of the lexicon that are plain lists, with their class."""
