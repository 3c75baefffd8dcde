"""Programs that are not ours open what `kg export` writes: `make interop`."""
