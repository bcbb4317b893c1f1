"""Fits the weights by which two texts are judged to be one dispatch, for ``musnad.compare.dispatch.resemblance``.

    python -m training.dispatches

Logistic regression (L2, C = 10) over the figures of the judged pairs, without the fresh and the doubtful ones.
Prints bias and weights, to be put into that module rounded, and what ten folds of the pairs reach. A minute; needs the
shared corpora.
"""

import sys
from datetime import date

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from musnad.compare.dispatch import sketch
from musnad.compare.dispatch.formulas import formulas
from musnad.compare.dispatch.resemblance import WEIGHTS, Circumstances, figures, reading
from musnad.model import Report
from quality.dispatches import articles, read_pairs
from quality.sets import shared_folder

_C = 10.0
_FOLDS = 10
_PRECISION = 0.97


def of_pair(one: Report, other: Report) -> list[float]:
    """The figures of two reports, in the order of the weights."""
    mine, theirs = (sketch(report.text).runs - formulas() for report in (one, other))
    shorter, longer = sorted((len(mine), len(theirs)))
    both = len(mine & theirs)
    days = abs(((one.published or date.min) - (other.published or date.min)).days)
    of = Circumstances(both / (shorter or 1), both / (longer or 1), days, one.outlet == other.outlet)
    found = figures(reading(one.text), reading(other.text), of)
    return [found[name] for name in WEIGHTS]


def main() -> int:
    """Fit and print; the exit status."""
    shared = shared_folder()
    if shared is None:
        print("The corpora are not here.")
        return 1
    pairs = [p for p in read_pairs() if p.part != "fresh" and p.verdict != "doubtful"]
    wanted = {name for p in pairs for name in (p.first, p.second)}
    reports = {name: report for name, report in articles(shared / "corpora") if name in wanted}
    rows = np.array([of_pair(reports[p.first], reports[p.second]) for p in pairs])
    same = np.array([p.verdict == "same" for p in pairs])
    model = LogisticRegression(C=_C, max_iter=5_000)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    likely = cross_val_predict(model, rows, same, cv=folds, method="predict_proba")[:, 1]
    reached = max((likely >= t)[same].mean() for t in np.unique(likely) if same[likely >= t].mean() >= _PRECISION)
    print(
        f"{len(pairs)} pairs; recall {reached:.3f} at a precision of {_PRECISION}, each pair by itself, {_FOLDS} folds"
    )
    model.fit(rows, same)
    print(
        f"bias {model.intercept_[0]:.2f}",
        *(f"{n} {w:.2f}" for n, w in zip(WEIGHTS, model.coef_[0], strict=True)),
        sep="\n",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
