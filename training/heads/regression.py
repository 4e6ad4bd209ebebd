"""Logistic regression on hashed features, and a file that has the same bytes every time."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array, diags_array

Numbers = NDArray[np.float64]
FEWEST_AUTHORS = 5
ROUNDS = 60


def matrix(keys: NDArray[np.uint64], rows: NDArray[np.intp], n: int, bits: int) -> csr_array:
    """Counts over the root of their number, as `Clauses.sums` reads them; float32 (n, 2**bits)."""
    buckets = (keys >> np.uint64(64 - bits)).astype(np.int32)
    share = 1 / np.sqrt(np.maximum(np.bincount(rows, minlength=n), 1)).astype(np.float32)
    ones = np.ones(len(keys), np.float32)
    counts = csr_array((ones, (rows, buckets)), shape=(n, 1 << bits))
    return (diags_array(share) @ counts).tocsr()


def used_by_many(keys: NDArray[np.uint64], authors: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which features are used by at least FEWEST_AUTHORS; the others are a person's own words."""
    _, places = np.unique(keys, return_inverse=True)
    pairs = np.unique(places.astype(np.int64) * (int(authors.max()) + 1) + authors)
    users = np.bincount(pairs // (int(authors.max()) + 1))
    return users[places] >= FEWEST_AUTHORS


def fit(x: csr_array, y: NDArray[np.bool_], strength: float) -> tuple[Numbers, float]:
    """Weights and intercept; `strength`: inverse of the penalty on squared weights."""
    sign, turned = np.where(y, 1.0, -1.0), x.T.tocsr()

    def loss(w: Numbers) -> tuple[float, Numbers]:
        margin = sign * (x @ w[:-1] + w[-1])
        pull = -sign / (1 + np.exp(margin))
        total = np.logaddexp(0, -margin).sum() + w[:-1] @ w[:-1] / (2 * strength)
        return float(total), np.append(turned @ pull + w[:-1] / strength, pull.sum())

    start = np.zeros(x.shape[1] + 1)
    limits = {"maxiter": ROUNDS, "maxcor": 6}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=limits).x
    return found[:-1], float(found[-1])


def calibrated(scores: Numbers, y: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and intercept by which scores become shares. Source: Platt, 1999."""
    x = csr_array(scores.reshape(-1, 1))
    weights, intercept = fit(x, y, 1e6)
    return float(weights[0]), intercept


def best_threshold(shares: Numbers, y: NDArray[np.bool_], *, even: bool) -> float:
    """From which share on F1 is best; `even`: as if every other one were positive."""
    order = np.argsort(-shares, kind="stable")
    right, wrong = np.cumsum(y[order]), np.cumsum(~y[order])
    weight = y.sum() / (~y).sum() if even else 1.0
    f = 2 * right / (right + weight * wrong + y.sum())
    return float(shares[order][f.argmax()])


def write(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> str:
    """Write the arrays and, beside them, their digest, which is returned."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.save(held, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            pack.writestr(entry, held.getvalue(), zipfile.ZIP_DEFLATED)
    digest = hashlib.sha256(packed.getvalue()).hexdigest()
    path.write_bytes(packed.getvalue())
    path.with_suffix(".sha256").write_text(digest + "\n", encoding="ascii")
    return digest
