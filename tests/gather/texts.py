"""Invented sentences, and strategies that make texts of them."""

from hypothesis import strategies as st

DAM = "قال وزير الري كنعان السروي إن السد آمن وإن البوابات ستفتح غدا."
BREAD = "ونفت بلدية المرج أن يكون سعر الخبز قد ارتفع في أسواق المدينة هذا الأسبوع."
BRIDGE = "وأعلن متحدث باسم الحرس أن الجسر القديم أغلق أمام الشاحنات بعد منتصف الليل؛ ولم يذكر السبب."
REPORT = f"{DAM}\n{BREAD}\n{BRIDGE}\n"

_WORDS = tuple(REPORT.split())
#: A sentence, then Arabic words in any order, with the blanks and line ends that files have.
arabic = st.lists(
    st.tuples(st.sampled_from(_WORDS), st.sampled_from((" ", " ", " ", "\n", "\r\n", "\t", " 12 ", " NATO "))),
    max_size=60,
).map(lambda parts: f"{BREAD} " + "".join(word + gap for word, gap in parts))
