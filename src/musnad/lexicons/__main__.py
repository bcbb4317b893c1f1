"""``python -m musnad.lexicons``: check the knowledge base, count its entries, and compile it for loading."""

import sys
from pathlib import Path

from musnad.lexicons.knowledge import COMPILED, SECTIONS, compiled_form, packaged, read_knowledge


def main() -> int:
    knowledge, problems = read_knowledge(packaged())
    for problem in problems:
        print(problem)
    for section in SECTIONS:
        print(f"{section:8} {len(getattr(knowledge, section)):6}")
    tenures = sum(len(office.holders) for office in knowledge.offices.values())
    print(f"{'tenures':8} {tenures:6}")
    if problems:
        return 1
    (Path(__file__).parent / COMPILED).write_bytes(compiled_form())
    return 0


if __name__ == "__main__":
    sys.exit(main())
