"""``python -m musnad.lexicons``: check the knowledge base and count its entries."""

import sys

from musnad.lexicons.knowledge import SECTIONS, packaged, read_knowledge


def main() -> int:
    knowledge, problems = read_knowledge(packaged())
    for problem in problems:
        print(problem)
    for section in SECTIONS:
        print(f"{section:8} {len(getattr(knowledge, section)):6}")
    tenures = sum(len(office.holders) for office in knowledge.offices.values())
    print(f"{'tenures':8} {tenures:6}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
