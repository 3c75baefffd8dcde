"""Run by the Python that grlc is installed in: grlc's own server answers each request of standard input.

Standard input and output are JSON: a list of `[path, parameters]`, and a list of `[status, body]`. grlc reads the
folder and the endpoint from a `config.ini` in the current folder.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout


def main() -> None:
    requests = json.load(sys.stdin)
    with redirect_stdout(sys.stderr):  # it tells on standard output which configuration it reads
        from grlc.server import app

        client = app.test_client()
        answers = []
        for path, parameters in requests:
            answer = client.get(path, query_string=parameters, headers={"Accept": "application/sparql-results+json"})
            answers.append([answer.status_code, answer.get_data(as_text=True)])
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
