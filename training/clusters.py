"""Make ``lexicons/clusters.tsv``: distributional classes of words, from raw articles.

    python -m training.clusters CORPUS.jsonl.xz …

Skip-gram vectors of the folded words are grouped by k-means, coarsely and finely. Needs the extra «train».
Takes about ten minutes on two cores for 26 million words.
"""

import json
import lzma
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from musnad.normalise import fold_key

TARGET = Path(__file__).parent.parent / "src/musnad/lexicons/clusters.tsv"
COARSE, FINE = 64, 512
COMMONEST = 80_000
DIMENSIONS, WINDOW, RAREST, PASSES = 80, 3, 12, 3
SEED = 7
_WORD = re.compile(r"\d+|[^\W\d_]+|[.،؛:«»\"()!؟-]")
_STOP = re.compile(r"[.\n!؟]")
_SHORTEST = 4


def sentences(paths: list[Path]) -> Iterator[list[str]]:
    """The folded words of each sentence; «0» stands for every number."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for sentence in _STOP.split(fold_key(json.loads(line)["text"])):
                    words = ["0" if word.isdigit() else word for word in _WORD.findall(sentence)]
                    if len(words) >= _SHORTEST:
                        yield words


def main(paths: list[Path]) -> None:
    """Write the classes of the commonest words of *paths*."""
    import numpy as np
    from gensim.models import Word2Vec
    from sklearn.cluster import MiniBatchKMeans

    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as corpus:
        corpus.writelines(" ".join(words) + "\n" for words in sentences(paths))
        corpus.flush()
        model = Word2Vec(
            corpus_file=corpus.name, vector_size=DIMENSIONS, window=WINDOW, min_count=RAREST,
            sg=1, negative=6, workers=2, epochs=PASSES, sample=1e-4, seed=SEED,
        )  # fmt: skip
    vectors = model.wv.vectors / np.linalg.norm(model.wv.vectors, axis=1, keepdims=True)
    classes = [
        MiniBatchKMeans(size, random_state=SEED, batch_size=4096, n_init=3, max_iter=200).fit_predict(vectors)
        for size in (COARSE, FINE)
    ]
    words = model.wv.index_to_key[:COMMONEST]
    rows = sorted(f"{word}\t{classes[0][n]}\t{classes[1][n]}" for n, word in enumerate(words))
    notes = [line for line in TARGET.read_text("utf-8").splitlines() if line.startswith("#")]
    TARGET.write_text("\n".join([*notes, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
