"""The folder of saved queries served by grlc, as released, in an environment of its own: tests/test_grlc.py."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

# The release that queries/README.md speaks of.
_GRLC = "grlc==1.3.11"


def main() -> int:
    """Install grlc for this run only and run the test; its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if os.name == "nt" else "bin") / "python"
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, _GRLC], check=True)
        environment = {**os.environ, "KG_GRLC_PYTHON": str(python)}
        command = [sys.executable, "-m", "pytest", "-q", "tests/test_grlc.py"]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
