"""Days and hours as Arabic sites write them."""

from datetime import UTC, datetime

# Monday first.
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_LEVANT = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول"),
    *("تشرين الثاني", "كانون الأول"),
)
_EGYPT = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
_MOROCCO = (
    *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
)
_ALGERIA = (
    *("جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
_HIJRI = (
    *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال"),
    *("ذو القعدة", "ذو الحجة"),
)
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_TODAY = datetime(2025, 3, 4, 9, 0, tzinfo=UTC)


class DayStyles:
    """The two times of a report in many styles, as attributes named for the style."""

    def __init__(self, published: datetime, changed: datetime) -> None:
        self._at, self._changed = published, changed

    @staticmethod
    def _weekday(at: datetime) -> str:
        return _WEEKDAYS[at.weekday()]

    @staticmethod
    def _named(at: datetime, months: tuple[str, ...]) -> str:
        return f"{at.day} {months[at.month - 1]} {at.year}"

    def __getattr__(self, name: str) -> str:
        styles = self._styles()
        if name not in styles:
            raise AttributeError(name)
        return styles[name]

    def _styles(self) -> dict[str, str]:
        at, changed = self._at, self._changed
        day = self._weekday(at)
        half = "م" if at.hour >= 12 else "ص"
        egypt, levant = self._named(at, _EGYPT), self._named(at, _LEVANT)
        hijri = _hijri(at)
        changed_egypt = f"{self._weekday(changed)}, {changed.day:02} {_EGYPT[changed.month - 1]} {changed.year}"
        two = f"{_LEVANT[at.month - 1]}"
        return {
            "iso": at.isoformat(),
            "iso_changed": changed.isoformat(),
            "iso_z": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "iso_z_changed": changed.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "iso_colonless": at.strftime("%Y-%m-%dT%H:%M:%S%z"),
            "date_only": f"{at:%Y-%m-%d}",
            "dmy_dash": f"{at:%d-%m-%Y}",
            "clock": at.strftime("%H:%M"),
            "clock_ar": f"{at:%I:%M} {half}",
            "levant": f"{day} {levant}",
            "levant_short": f"{at.day:02}-{two}-{at.year}",
            "levant_today": f"{self._weekday(_TODAY)} {self._named(_TODAY, _LEVANT)}",
            "egypt": f"{day}، {at.day:02} {_EGYPT[at.month - 1]} {at.year} {at:%I:%M} {half}",
            "egypt_comma": f"{day}، {egypt}",
            "egypt_day": egypt,
            "egypt_day_changed": self._named(changed, _EGYPT),
            "egypt_day_first": f"{day}, {at.day:02} {_EGYPT[at.month - 1]} {at.year}",
            "egypt_day_first_changed": changed_egypt,
            "egypt_day_month_comma": f"{_EGYPT[at.month - 1]} {at.day}, {at.year}",
            "egypt_today": f"{self._weekday(_TODAY)}، {self._named(_TODAY, _EGYPT)}",
            "maghreb": f"{at.day}/{at.month}/{at.year}" if at.day > 12 else _pair(at),
            "maghreb_changed": _pair(changed),
            "morocco": f"{day} {self._named(at, _MOROCCO)}",
            "algeria": f"{self._named(at, _ALGERIA)}",
            "slash": f"{at:%Y/%m/%d} - {at:%H:%M}",
            "ymd_slash_time": f"{at:%Y/%m/%d %H:%M:%S}",
            "ymd_space": f"{at:%Y-%m-%d %H:%M:%S}",
            "ymd_dash_clock": f"{at:%Y-%m-%d | %H:%M}",
            "dmy_slash": f"{at:%d/%m/%Y}",
            "dmy_dot": f"{at:%d.%m.%Y}",
            "dmy_dot_pad": f"{at:%d.%m.%Y}",
            "dmy_dot_changed": f"{changed:%d.%m.%Y}",
            "dm_short": f"{at.day}-{at.month}-{at.year}",
            "hijri_today": f"{self._weekday(_TODAY)} 4 رمضان 1446هـ",
            "hijri_indic": f"{day} {hijri[2]} {_HIJRI[hijri[1] - 1]} {hijri[0]}هـ".translate(_INDIC),
            "gregorian_indic": f"{egypt}م".translate(_INDIC),
            "hijri_line": (
                f"{day} {hijri[2]} {_HIJRI[hijri[1] - 1]} {hijri[0]} هـ - {levant}م - العدد 17268".translate(_INDIC)
            ),
        }


def _pair(at: datetime) -> str:
    return f"{at.day} {_EGYPT[at.month - 1]}/{_LEVANT[at.month - 1]} {at.year}"


def _hijri(at: datetime) -> tuple[int, int, int]:
    """The day in the tabular Islamic calendar, which may differ by one from the one in use."""
    days = at.toordinal() - 227_015 + 0
    cycle, rest = divmod(days, 10_631)
    year = (30 * rest + 29) // 10_631
    rest -= (10_631 * year + 14) // 30
    month = min(11, (rest * 2) // 59)
    return 30 * cycle + year + 1, month + 1, rest - (59 * month + 1) // 2 + 1
