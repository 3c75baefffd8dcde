"""Where the data that travels with the code lies: in a checkout, or inside an installed package."""

from __future__ import annotations

from pathlib import Path

_CODE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """The file or folder of the project that `name` means, for example `ontology/stp.ttl` or `data/gazetteers`.

    A wheel carries `ontology/`, `queries/`, `data/gazetteers/`, `data/models/` and `build/page/` under `kg/resources/`,
    a checkout at its root.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    for base in (_CODE / "kg" / "resources", _CODE):
        if (base / name).exists():
            return base / name
    raise FileNotFoundError(f"{name} is missing from this installation; install the package again")
