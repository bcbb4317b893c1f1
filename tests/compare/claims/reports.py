"""Invented reports of two quarrelling states, Arzan and Lubaina, whose claims meet."""

from datetime import date

from ledger.samples import Said, analysis

from musnad.model import Analysis

DAY = date(2031, 3, 5)


def report(*parts: Said | str, outlet: str, day: date | None = DAY, name: str = "r.txt") -> Analysis:
    return analysis(*parts, outlet=outlet, published=day, name=name)


ATTACK = "طائرات أرزان قصفت مستشفى بلدة عين الزهر وقتلت 12 مدنيا من سكانها"
OBSERVATORY = Said("مرصد الوادي", ATTACK, speaker="مرصد الوادي")
FIRST = report(OBSERVATORY, outlet="وكالة الواحة")
SECOND = report(
    Said("مرصد الوادي", "طائرات أرزان قصفت مستشفى في بلدة عين الزهر وقتلت 12 مدنيا", speaker="مرصد الوادي الحقوقي"),
    outlet="صحيفة الميناء",
    day=date(2031, 3, 6),
)
DENIAL = report(
    Said(
        "وزارة الدفاع",
        "قصف طائرات أرزان مستشفى بلدة عين الزهر وقتل 12 مدنيا من سكانها",
        "نفت",
        force="deny",
        lemma="نفى",
    ),
    outlet="وكالة أرزان",
    day=date(2031, 3, 6),
)
HIGHER = report(
    Said("لجنة السكان", "طائرات أرزان قصفت مستشفى بلدة عين الزهر وقتلت 30 مدنيا من سكانها"),
    outlet="إذاعة التل",
    day=date(2031, 3, 7),
)
ANONYMOUS = report(
    Said("مصادر طبية", "طائرات أرزان قصفت مستشفى بلدة عين الزهر وقتلت 12 مدنيا من سكانها فجرا", kind="anonymous"),
    outlet="قناة السهل",
    day=None,
)
OTHER = report(Said("اتحاد الخبازين", "سعر الرغيف لن يرتفع قبل الشتاء رغم شح القمح"), outlet="قناة السهل")
ALL = (FIRST, SECOND, DENIAL, HIGHER, ANONYMOUS, OTHER)
