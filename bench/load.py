"""What queries that never end cost those that are quick: `kg serve` under load.

    make load                          60 seconds, the store of data/documents
    python -m bench.load --seconds 20 --store DIR

Fifty clients ask one query after the other. First all are quick ones; then some of the clients ask for cartesian
products that never end, and go on to do so as long as the time lasts. Printed are the quick queries that failed, how
long 95 of 100 of them took at most in both parts, and the memory of the server with its workers over the time.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench._processes import memory_of
from bench._record import Ratio, record

_ROOT = Path(__file__).resolve().parent.parent
_CLIENTS = 50
_RUNAWAY_CLIENTS = 10
_QUICK = (
    "queries/cites?format=json",
    "queries/documents-by-issuer?organisation=科学技术部&format=json",
    "queries/goals-by-deadline?year=2020&format=tsv",
    "queries/joint-issuers?format=csv",
    "queries/most-cited?format=json",
    "queries/programmes-in-region?region=天津市&format=json",
)
_RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE {{ ?a ?p{0} ?b . ?c ?q{0} ?d . ?e ?r{0} ?f }}"
_SAMPLE_SECONDS = 1.0
# Until the workers of the last runaway queries are replaced.
_REST_SECONDS = 3.0
_P95 = 0.95
_MOST = 3  # times: what quick queries may take longer beside runaways
_MEBIBYTE = 2**20


@dataclass
class Seen:
    """What the clients saw.

    Attributes:
        quick: Seconds of each quick query that was answered.
        failed: Statuses of the quick queries that were not.
        runaway: Statuses of the others.
        memory: Bytes of the server and its workers, every so often.
    """

    quick: list[float] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    runaway: list[int] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    def p95(self) -> float:
        """Seconds that 95 of 100 quick queries took at most."""
        return sorted(self.quick)[int(len(self.quick) * _P95)] if self.quick else float("nan")


async def quick_client(client: httpx.AsyncClient, until: float, seen: Seen, choices: random.Random) -> None:
    """Ask quick queries one after the other."""
    while time.monotonic() < until:
        started = time.monotonic()
        try:
            status = (await client.get(choices.choice(_QUICK))).status_code
        except httpx.HTTPError:
            status = 0
        if status == httpx.codes.OK:
            seen.quick.append(time.monotonic() - started)
        else:
            seen.failed.append(status)


async def runaway_client(client: httpx.AsyncClient, number: int, until: float, seen: Seen) -> None:
    """Ask queries without end, each another one; wait as long as the server says when it sends them away."""
    order = 0
    while time.monotonic() < until:
        order += 1
        query = _RUNAWAY.format(f"{number}x{order}")
        try:
            response = await asyncio.wait_for(client.get("sparql", params={"query": query}), until - time.monotonic())
        except (httpx.HTTPError, TimeoutError):
            continue
        seen.runaway.append(response.status_code)
        wait = float(response.headers.get("retry-after", "0"))
        await asyncio.sleep(min(wait, max(0.0, until - time.monotonic())))


async def watchmemory_of(process: int, until: float, seen: Seen) -> None:
    """Note every so often what the server and its workers take."""
    while time.monotonic() < until:
        seen.memory.append(memory_of(process))
        await asyncio.sleep(_SAMPLE_SECONDS)


async def load(address: str, process: int, seconds: float, runaways: int) -> Seen:
    """Fifty clients for some seconds, so many of them with queries that never end."""
    seen, until, choices = Seen(), time.monotonic() + seconds, random.Random(1)
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=_CLIENTS)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
        clients = [quick_client(client, until, seen, choices) for _ in range(_CLIENTS - runaways)]
        clients += [runaway_client(client, number, until, seen) for number in range(runaways)]
        await asyncio.gather(watchmemory_of(process, until, seen), *clients)
    return seen


def _report(name: str, seen: Seen) -> None:
    counts = {status: seen.runaway.count(status) for status in sorted(set(seen.runaway))}
    print(f"{name}: {len(seen.quick)} quick queries, {len(seen.failed)} failed {sorted(set(seen.failed)) or ''}")
    print(f"  half took at most {statistics.median(seen.quick):.3f} s, 95 of 100 {seen.p95():.3f} s")
    if counts:
        print(f"  runaway queries by status: {counts}")
    print("  memory: {:.0f} MiB on average, {:.0f} MiB at most".format(*_mebibytes(seen.memory)))


def _mebibytes(samples: list[int]) -> tuple[float, float]:
    return statistics.mean(samples) / _MEBIBYTE, max(samples) / _MEBIBYTE


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--seconds", type=float, default=60, help="of the mixed load; that without runaways takes a third"
    )
    parser.add_argument("--store", type=Path, help="made from data/documents if none is given")
    parser.add_argument(
        "--runaways", type=int, default=_RUNAWAY_CLIENTS, help="clients with queries without end, of 50"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "store"
        kg = [sys.executable, "-m", "kg"]
        if given.store is None:
            subprocess.run([*kg, "build", str(_ROOT / "data/documents"), "--store", str(store)], check=True, cwd=_ROOT)
        command = [*kg, "serve", "--store", str(store), "--port", "0", "--no-access-log", "--timeout", "10"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=_ROOT) as server:
            assert server.stderr is not None
            address = server.stderr.readline().split(" at ")[1].strip()
            try:
                alone = asyncio.run(load(address, server.pid, given.seconds / 3, 0))
                _report("without runaways", alone)
                mixed = asyncio.run(load(address, server.pid, given.seconds, given.runaways))
                _report(f"with {given.runaways} clients of runaways", mixed)
                time.sleep(_REST_SECONDS)
                afterwards = memory_of(server.pid) / _MEBIBYTE
                print(f"memory afterwards: {afterwards:.0f} MiB")
                ratio = Ratio("p95 of quick queries beside runaways", mixed.p95() / alone.p95(), _MOST, at_most=True)
                record(
                    "load", [ratio], {"failed quick queries": len(mixed.failed), "memory afterwards, MiB": afterwards}
                )
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
