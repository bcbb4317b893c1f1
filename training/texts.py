"""Write out the texts that the training gold refers to, by article id, from the raw corpora.

    python -m training.texts CORPORA OUT

CORPORA is the folder with ``news-*.jsonl.xz``; OUT gets one ``<id>.txt`` for each file in ``training/gold``, and for
each article with sentences in ``marked.jsonl.gz`` or acts in ``forces.jsonl.gz``; in the folder ``titled`` one for each
article of ``headlines.tsv``, its title above the beginning of its text.
"""

import gzip
import hashlib
import json
import lzma
import sys
from pathlib import Path

from quality.headlines import headlines, titled

GOLD = Path(__file__).parent / "gold"
# Sentences marked one by one, and acts whose force alone was told.
MARKED, TOLD = Path(__file__).parent / "marked.jsonl.gz", Path(__file__).parent / "forces.jsonl.gz"
# Headlines with a colon, and the folder of their articles.
HEADLINES, TITLED = Path(__file__).parent / "headlines.tsv", "titled"


def main(corpora: Path, out: Path) -> None:
    """Find the articles; stop with a message when a text is missing or not the one that was annotated."""
    wanted = {path.stem: json.loads(path.read_text("utf-8"))["sha256"] for path in GOLD.glob("*.json")}
    for path in (MARKED, TOLD):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            wanted |= {article["id"]: article["sha256"] for article in map(json.loads, lines)}
    (out / TITLED).mkdir(parents=True, exist_ok=True)
    titles = {each.article: each.digest for each in headlines(HEADLINES)}
    for id_, text in titled(corpora, titles):
        (out / TITLED / f"{id_}.txt").write_text(text, "utf-8", newline="")
        del titles[id_]
    for path in sorted(corpora.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                digest = wanted.get(article["id"])
                if digest is None:
                    continue
                if hashlib.sha256(article["text"].encode()).hexdigest() != digest:
                    sys.exit(f"{path}: article {article['id']} is not the text that was annotated.")
                (out / f"{article['id']}.txt").write_text(article["text"], "utf-8", newline="")
                del wanted[article["id"]]
    if missing := sorted(wanted.keys() | titles.keys()):
        sys.exit(f"{len(missing)} annotated articles are missing in {corpora}: {', '.join(missing)}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
