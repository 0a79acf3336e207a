"""Results, and the table that is made of them."""

from __future__ import annotations

import dataclasses
import os
import statistics


@dataclasses.dataclass(frozen=True)
class Round:
    """What wrk said of one round. Latencies are milliseconds, those of refusals among them."""
    seconds: float
    answers: int
    #: Answers with a status of 400 or more.
    refused: int
    #: Requests without an answer.
    broken: int
    p50: float
    p99: float
    #: Seconds that the server's processes computed meanwhile, on all cores together.
    busy: float

    @property
    def cost(self) -> float:
        """Milliseconds of computing for one good answer."""
        good = self.answers - self.refused
        return self.busy * 1000 / good if good else 0

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return (self.answers - self.refused) / self.seconds


@dataclasses.dataclass(frozen=True)
class Row:
    """One case on one server."""
    case: str
    clients: int
    server: str
    rounds: list[Round]

    def median(self, what: str) -> float:
        return statistics.median(getattr(round, what) for round in self.rounds)

    @property
    def failed(self) -> int:
        return sum(round.refused + round.broken for round in self.rounds)

    @property
    def cells(self) -> list[str]:
        rates = [round.rate for round in self.rounds]
        failed = f", {self.failed:,} failed" if self.failed else ""
        return [f"{number(self.median('rate'))}/s ({number(min(rates))}–{number(max(rates))}{failed})",
                *(number(self.median(what)) for what in ("p50", "p99", "cost"))]


@dataclasses.dataclass
class Table:
    """Everything that one run of the benchmarks has found."""
    rounds: int
    seconds: float
    runs: int
    load: float = dataclasses.field(default_factory=lambda: os.getloadavg()[0])
    rows: list[Row] = dataclasses.field(default_factory=list)
    #: Milliseconds from spawning to the first good answer, by server.
    starts: dict[str, list[float]] = dataclasses.field(default_factory=dict)
    #: Megabytes, by server and process.
    memory: dict[str, dict[str, float]] = dataclasses.field(default_factory=dict)

    def markdown(self) -> str:
        """The table, as Markdown."""
        first, second = list(self.memory)
        lines = [
            f"{os.cpu_count()} cores, load average {self.load:.1f} before; {self.runs:,} flow runs; "
            f"median (least–most) of {self.rounds} rounds of {self.seconds:g} s; p50 and p99 of latency, and CPU of the "
            "server's processes for one good answer, in ms", "",
            f"| | clients | {first} | p50 | p99 | CPU | {second} | p50 | p99 | CPU | ratio |",
            "|---|--:" + "|--:" * 9 + "|",
        ]
        for row in (row for row in self.rows if row.server == first):
            twin = next((other for other in self.rows if other.server == second
                         and (other.case, other.clients) == (row.case, row.clients)), None)
            rate = twin.median("rate") if twin else 0
            ratio = f"**{number(row.median('rate') / rate)}×**" if rate else ""
            cells = [row.case, str(row.clients), *row.cells, *(twin.cells if twin else [""] * 4), ratio]
            lines.append(f"| {' | '.join(cells)} |")
        if self.starts:
            mine, its = statistics.median(self.starts[first]), statistics.median(self.starts[second])
            lines.append(f"| start to first answer, ms | | {number(mine)} | | | | {number(its)} | | | | **{number(its / mine)}×** |")
        mine, its = (sum(self.memory[name].values()) for name in (first, second))
        lines.append(f"| memory (RSS) after all this, MB | | {number(mine)} | | | | {number(its)} | | | | **{number(its / mine)}×** |")
        lines.append("")
        for name, processes in self.memory.items():
            lines.append(f"{name}: " + ", ".join(f"{process} {size:.0f} MB" for process, size in processes.items()) + "  ")
        return "\n".join(lines)


def number(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
