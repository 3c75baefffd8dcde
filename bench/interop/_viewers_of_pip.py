"""Reads the exports of each view with Python libraries in a folder of their own; prints what each found, as JSON.

python _viewers_of_pip.py LIBRARIES FILES VIEW...
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def main(libraries: str, folder: str, *views: str) -> None:
    """Print the numbers of nodes and edges of each view, by the library that read them."""
    sys.path.insert(0, libraries)
    from ndex2.cx2 import RawCX2NetworkFactory
    from tulip import tlp

    found: dict[str, dict[str, list[int]]] = {"ndex2": {}, "tulip": {}}
    for view in views:
        raw = json.loads(Path(folder, f"{view}.cx2").read_text("utf-8"))
        network: Any = RawCX2NetworkFactory().get_cx2network(raw)
        found["ndex2"][view] = [len(network.get_nodes()), len(network.get_edges())]
        graph: Any = tlp.importGraph("GraphML", {"file::filename": str(Path(folder, f"{view}.graphml"))})
        found["tulip"][view] = [graph.numberOfNodes(), graph.numberOfEdges()]
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
