"""Whether the clause before an expression speaks of what was or of what will be."""

import re

# Perfect verbs are not told from nouns here; only the marks of the future and of past narration are looked for.
_REACH = 90
_BREAK = re.compile(r"[.!؟?؛\n]")
_FUTURE = re.compile(
    r"(?<!\w)(?:[وف]?س(?:[تني]\w{3,}|ا\w{3,})|[وف]?سوف|[وف]?لن|يعتزم|تعتزم|المقرر|مقرر|المقررة|المزمع|المتوقع|يتوقع|ينوي|موعد|"
    r"تعديل|تحديد|جدوله|جدولة|حدد|اضف|نلتقي|نجتمع|نتقابل|لقاءنا)(?!\w)"
)
# Nouns and perfect verbs that begin like a future verb.
_NOT_FUTURE = re.compile(
    r"[وف]?(?:سياس|سيار|سيطر|سينا|سيد|سيره|سيرا|سنوات|سنوي|ستين|ستون|ستار|ساع(?:ه|ات|تي|تا|د|ي)|ساب|ساح|سادس|سالم|سامي|سائ|ساي|سيف|سيل|سيم|سيب|سند|ساند|ساهم|سارع|سافر|ساد|ساق)\w*"
)
_PAST = re.compile(
    r"(?<!\w)(?:عدت|عدنا|غادرت|غادر|كان|كانت|كنت|كنا|التقيت|التقينا|راسلت\w*|عقدنا|عقد|منذ|فاتني|وقع|وقعت|قتل|قال|قالت|اعلن|اعلنت|حدث|عشت)(?!\w)"
)


def tense_before(text: str, at: int) -> str:
    """«future», «past» or nothing, from the sentence's words before offset *at* of the folded text."""
    clause = _BREAK.split(text[max(0, at - _REACH) : at])[-1]
    future = past = -1
    for found in _FUTURE.finditer(clause):
        if not _NOT_FUTURE.fullmatch(found.group()):
            future = found.start()
    for found in _PAST.finditer(clause):
        past = found.start()
    if future < 0 and past < 0:
        return ""
    return "future" if future > past else "past"
