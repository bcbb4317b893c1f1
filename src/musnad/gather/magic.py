"""Files that hold no text: what they are, by their first bytes."""

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office file (.docx, .odt)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
    (b"\xfd7zXZ\x00", "a compressed file (.xz)"),
    (b"BZh", "a compressed file (.bz2)"),
    (b"7z\xbc\xaf", "an archive (.7z)"),
    (b"SQLite format 3\x00", "a database, perhaps a ledger"),
    (b"\x7fELF", "a program"),
)
_SAMPLE = 1 << 16
# A stray NUL happens in texts that went through old programs; in binaries they are every third byte or so.
_NULS = 0.01


def binary_kind(data: bytes) -> str | None:
    """What *data* is if it is no text («a PDF file», «binary data»); None if it may be one."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    sample = data[:_SAMPLE]
    return "binary data" if sample.count(0) > _NULS * len(sample) else None
