"""The tagger's conditional random field, trained with JAX, in small steps.

Everything is in a fixed order and random numbers have a fixed seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from bench.tagging.alignment import Range, gold_places
from bench.tagging.annotated import Example
from extract.tagging.features import BITS, feature_codes
from extract.tagging.model import LABELS
from extract.tagging.storage import Chain

# Chosen on the folds.
EPOCHS = 4
RUNS = 2  # over the annotated files, and as many with the texts written for learning, each with other random numbers
RATE = 3e-3
LEFT_OUT = 0.15  # of the features of a character, at random in each step, so that none is relied on alone
SHRINK = 2e-6
LEAST_COUNT = 3  # how often a feature must occur
LEAST_WEIGHT = 0.02
_LONGEST = 256  # characters of a stretch
_STRETCHES = 16  # in one step
# What labels cannot be followed by, by their meaning.
_IMPOSSIBLE = ("OI", "OE", "BO", "BB", "BS", "IO", "IB", "IS", "EI", "EE", "SI", "SE")
_BARRED = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
for _before, _behind in _IMPOSSIBLE:
    _BARRED[LABELS.index(_before), LABELS.index(_behind)] = -30.0

Batch = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_], NDArray[np.float32]]
Parameters = dict[str, jax.Array]


@dataclass(frozen=True)
class _Stretch:
    """Successive sentences: the numbers of their features, their labels, and where sentences begin."""

    features: NDArray[np.int32]
    labels: NDArray[np.int32]
    starts: NDArray[np.bool_]


def train_chain(examples: Sequence[Example], written: Sequence[Example]) -> Chain:
    """The weights of the chain: the mean of runs over `examples` alone and of runs over `written` too.

    Scores are sums of weights, so it is the mean of several models. What was written brings names that no file has, and
    has habits of its own, which weigh less so.
    """
    codes = [feature_codes(example.doc) for example in (*examples, *written)]
    features = _frequent(codes)
    index = np.zeros(1 << BITS, dtype=np.int32)
    index[features] = np.arange(1, len(features) + 1)
    stretches = [list(_stretches(e, index[c])) for e, c in zip((*examples, *written), codes, strict=True)]
    runs = []
    for files in (stretches[: len(examples)], stretches):
        batches = list(_batches(sorted(chain.from_iterable(files), key=lambda s: len(s.labels))))
        runs += [_fit(len(features) + 1, batches, run) for run in range(RUNS)]
    found = {name: np.mean([np.array(run[name], dtype=np.float64) for run in runs], axis=0) for name in runs[0]}
    weights = found["weights"][1:]
    weights[np.abs(weights) < LEAST_WEIGHT] = 0.0
    kept = np.flatnonzero(np.abs(weights).max(axis=1))
    moves = found["moves"] + _BARRED
    return Chain.of(features[kept].astype(np.int32), weights[kept], moves, found["bias"])


def labels(size: int, places: Iterable[Range]) -> NDArray[np.int32]:
    """The label of each character, as its number in `LABELS`."""
    out = np.full(size, LABELS.index("O"), dtype=np.int32)
    for start, end in places:
        out[start:end] = LABELS.index("I")
        out[start], out[end - 1] = LABELS.index("B"), LABELS.index("E")
        if end - start == 1:
            out[start] = LABELS.index("S")
    return out


def _frequent(codes: Iterable[NDArray[np.int32]]) -> NDArray[np.int64]:
    counts = np.zeros(1 << BITS, dtype=np.int64)
    for rows in codes:
        counts += np.bincount(rows.ravel(), minlength=1 << BITS)
    return np.flatnonzero(counts >= LEAST_COUNT)


def _stretches(example: Example, features: NDArray[np.int32]) -> Iterator[_Stretch]:
    tagged = labels(len(features), gold_places(example.doc, example.gold))
    starts = np.zeros(len(features), dtype=np.bool_)
    cuts = [start for start, end in example.doc._.layout.sentences if end > start]
    starts[cuts] = True
    first = last = cuts[0] if cuts else len(features)
    for cut in [*cuts[1:], len(features)]:
        if cut - first > _LONGEST:
            ends = [last] if last > first else []
            ends += range(max(first, last) + _LONGEST, cut, _LONGEST)
            for end in ends:
                yield _Stretch(features[first:end], tagged[first:end], starts[first:end])
                first = end
        last = cut
    if first < len(features):
        yield _Stretch(features[first:], tagged[first:], starts[first:])


def _batches(stretches: Sequence[_Stretch]) -> Iterator[Batch]:
    """Stretches of about the same length, filled up to the same shape; the last value is 1 for real characters."""
    for at in range(0, len(stretches), _STRETCHES):
        group = stretches[at : at + _STRETCHES]
        length = -(-len(group[-1].labels) // 64) * 64
        features = np.zeros((_STRETCHES, length, group[0].features.shape[1]), dtype=np.int32)
        tagged = np.zeros((_STRETCHES, length), dtype=np.int32)
        starts = np.zeros((_STRETCHES, length), dtype=np.bool_)
        real = np.zeros((_STRETCHES, length), dtype=np.float32)
        for row, stretch in enumerate(group):
            size = len(stretch.labels)
            features[row, :size], tagged[row, :size] = stretch.features, stretch.labels
            starts[row, :size], real[row, :size] = stretch.starts, 1.0
        yield features, tagged, starts, real


def _fit(size: int, batches: Sequence[Batch], run: int) -> Parameters:
    parameters: Parameters = {
        "weights": jnp.zeros((size, len(LABELS))),
        "bias": jnp.zeros(len(LABELS)),
        "moves": jnp.zeros(_BARRED.shape),
    }
    rates = optax.warmup_cosine_decay_schedule(0.0, RATE, 100, EPOCHS * len(batches))
    optimiser = optax.chain(optax.clip_by_global_norm(5.0), optax.adam(rates, b2=0.99))
    state = optimiser.init(parameters)

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(parameters: Parameters, state: optax.OptState, batch: Batch, key: jax.Array):  # type: ignore[no-untyped-def]
        loss, slope = jax.value_and_grad(_loss)(parameters, batch, key)
        change, state = optimiser.update(slope, state, parameters)
        return optax.apply_updates(parameters, change), state, loss

    order, key = np.random.default_rng(run), jax.random.PRNGKey(run + 1)
    for epoch in range(EPOCHS):
        total = 0.0
        for number in order.permutation(len(batches)):
            key, own = jax.random.split(key)
            parameters, state, loss = step(parameters, state, batches[number], own)
            total += float(loss)
        print(f"  run {run + 1}, round {epoch + 1} of {EPOCHS}: loss {total / len(batches):.4f}", flush=True)
    return parameters


def _loss(parameters: Parameters, batch: Batch, key: jax.Array) -> jax.Array:
    """The negative logarithm of the probability of the right labels for each character, and the weights' size."""
    features, tagged, starts, real = batch
    weights = parameters["weights"].at[0].set(0.0)[features]
    kept = jax.random.bernoulli(key, 1 - LEFT_OUT, features.shape)
    scores = (weights * kept[..., None]).sum(2) / (1 - LEFT_OUT) + parameters["bias"]
    moves = parameters["moves"] + _BARRED
    right = jax.nn.one_hot(tagged, len(LABELS))
    of_right = ((scores * right).sum(2) * real).sum()
    pairs = jnp.einsum("bti,ij,btj->bt", right[:, :-1], moves, right[:, 1:])
    of_right += (pairs * real[:, 1:] * ~starts[:, 1:]).sum()

    def forward(before: jax.Array, here: tuple[jax.Array, jax.Array, jax.Array]) -> tuple[jax.Array, None]:
        score, start, is_real = here
        anew = jax.nn.logsumexp(before, axis=-1, keepdims=True)
        on = jax.nn.logsumexp(before[..., None] + moves, axis=1)
        then = jnp.where(start[:, None], anew, on) + score
        return jnp.where(is_real[:, None] > 0, then, before), None

    rest = (scores[:, 1:].swapaxes(0, 1), starts[:, 1:].T, real[:, 1:].T)
    last, _ = jax.lax.scan(forward, scores[:, 0], rest)
    of_all = (jax.nn.logsumexp(last, axis=-1) * real[:, 0]).sum()
    return (of_all - of_right) / real.sum() + SHRINK * (parameters["weights"] ** 2).sum()
