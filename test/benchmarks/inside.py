"""In process: JMH for ours, and the same work in Python's own libraries, in the same run."""

import json
import os
import statistics
import subprocess
import tempfile

BENCHMARKS = "test/benchmarks/target/benchmarks.jar"

# Run by the peers' Python; prints nanoseconds, the best of several tries, as for ours.
MARKERS = r"""
import json, time
from packaging.markers import Marker
from packaging import tags
from packaging.utils import parse_wheel_filename
ONE = 'python_version >= "3.8"'
SEVEN = ('(sys_platform == "linux" and platform_machine == "x86_64" and python_full_version >= "3.8.1") or '
    '(os_name == "nt" and (platform_machine == "AMD64" or platform_machine == "ARM64")) or implementation_name == "pypy"')
ENVIRONMENT = {
    "implementation_name": "cpython", "implementation_version": "3.12.3", "os_name": "posix",
    "platform_machine": "x86_64", "platform_python_implementation": "CPython", "platform_release": "6.1.0",
    "platform_system": "Linux", "platform_version": "#1 SMP", "python_full_version": "3.12.3",
    "python_version": "3.12", "sys_platform": "linux",
}
def nanoseconds(work):
    work()
    best = float("inf")
    for _ in range(5):
        count, start = 0, time.perf_counter_ns()
        while time.perf_counter_ns() - start < 200_000_000:
            work()
            count += 1
        best = min(best, (time.perf_counter_ns() - start) / count)
    return best
one, seven = Marker(ONE), Marker(SEVEN)
supported = {tag: rank for rank, tag in enumerate(tags.sys_tags())}
def rank():
    return min((supported.get(tag, 9999) for tag in parse_wheel_filename("a-1.10.3-cp311-cp311-manylinux_2_17_x86_64.whl")[3]))
print(json.dumps({
    "parseOneAtom": nanoseconds(lambda: Marker(ONE)),
    "parseSevenAtoms": nanoseconds(lambda: Marker(SEVEN)),
    "evaluateOneAtom": nanoseconds(lambda: one.evaluate(ENVIRONMENT)),
    "evaluateSevenAtoms": nanoseconds(lambda: seven.evaluate(ENVIRONMENT)),
    "rankNames": nanoseconds(rank),
}))
"""

PROCESSOR = r"""
import json, time
start = time.perf_counter()
import archspec.cpu
archspec.cpu.host()
first = time.perf_counter() - start
best = 1.0
for _ in range(200):
    archspec.cpu.detect.host.cache_clear()
    start = time.perf_counter()
    archspec.cpu.host()
    best = min(best, time.perf_counter() - start)
print(json.dumps({"first": first * 1000, "warm": best * 1000}))
"""

# Name of the benchmark, what it is, units of work in one operation, nanoseconds in one unit of its score, budget in ns, allocation counts.
ROWS = [
    ("MarkerBenchmark.parseOneAtom", "parse a marker of one atom, an atom", 1, 1, 2000, False),
    ("MarkerBenchmark.parseSevenAtoms", "parse a marker of seven atoms, an atom", 7, 1, 2000, False),
    ("MarkerBenchmark.evaluateOneAtom", "evaluate one atom", 1, 1, 200, True),
    ("MarkerBenchmark.evaluateSevenAtoms", "evaluate seven atoms, an atom", 7, 1, 200, True),
    ("EngineBenchmark.rankNames", "rank a wheel's file name", 1, 1000, 1000, False),
    ("EngineBenchmark.bestOfAMillion", "the best of an index of 1,000,000 wheels", 1, 1000, 5_000_000, False),
    ("EngineBenchmark.explain", "a verdict with every reason", 1, 1000, 1_000_000, False),
    ("MarkerAlgebraBenchmark.impliesStandard", "prove an implication, twenty atoms each", 1, 1000, 5_000_000, False),
    ("TagBenchmark.platformTags", "the platform tags of a profile", 1, 1000, 0, False),
]


def jmh(java, pattern, quick):
    with tempfile.NamedTemporaryFile(suffix=".json") as results:
        flags = ["-wi", "1", "-i", "2"] if quick else []
        subprocess.run(
            [java, "-jar", BENCHMARKS, pattern, "-prof", "gc", "-rf", "json", "-rff", results.name] + flags,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return json.load(open(results.name, encoding="utf-8"))


def peer(python, code):
    """The peer's figures; none where it is not installed."""
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else {}


def figure(nanoseconds):
    for limit, unit in ((1e3, "ns"), (1e6, "µs"), (1e9, "ms")):
        if nanoseconds < limit:
            return "%.3g %s" % (nanoseconds / (limit / 1e3), unit)
    return "%.3g s" % (nanoseconds / 1e9)


def measure(page, java, python, quick):
    if not os.path.exists(BENCHMARKS):
        page.note("In process", "Not measured: the benchmarks were not built.")
        return
    markers(page, java, python, quick)
    processor(page, java, python, quick)


def allocated(metrics):
    """Bytes an operation; older releases of JMH have a dot before the name."""
    return next(metric["score"] for name, metric in metrics.items() if name.endswith("gc.alloc.rate.norm"))


def markers(page, java, python, quick):
    found = {}
    for run in jmh(java, "|".join(name.replace(".", "[.]") + "$" for name, *_ in ROWS), quick):
        # The best second of each, as for the peer: what other processes take is not ours.
        best = min(score for fork in run["primaryMetric"]["rawData"] for score in fork)
        name = ".".join(run["benchmark"].rsplit(".", 2)[1:])
        found[name] = (best, allocated(run["secondaryMetrics"]))
    others = peer(python, MARKERS)
    rows = []
    for name, what, units, nanoseconds, budget, free in ROWS:
        if name not in found:
            continue
        ours = found[name][0] * nanoseconds / units
        other = others.get(name.split(".")[1], 0) / units
        rows.append([what, figure(ours), "%.0f" % found[name][1], figure(other) if other else "", "%.4f" % (ours / other) if other else ""])
        if budget:
            page.mark(what, ours / 1000, budget / 1000, "µs", 3)
        if free:
            page.mark(what + ", memory taken", found[name][1], 0.5, "B")
    page.table(
        "In process",
        "The best second of each in a warm Java machine, and of the same work by packaging in a warm Python.",
        ["work", "envprobe", "bytes an operation", "packaging", "ratio"],
        rows,
    )


def processor(page, java, python, quick):
    first, warm = {}, {}
    for run in jmh(java, "CpuDetectionBenchmark", quick):
        name = run["benchmark"].rsplit(".", 1)[1]
        forks = run["primaryMetric"]["rawData"]
        if run["mode"] == "ss":
            first[name] = statistics.median(fork[0] for fork in forks)
        else:
            warm[name] = min(score for fork in forks for score in fork)
    other = peer(python, PROCESSOR)
    rows = []
    for title, ours, oshi, archspec in (
        ("the first time in a process", first["files"], first["oshi"], other.get("first", 0)),
        ("warm", warm["files"], warm["oshi"], other.get("warm", 0)),
    ):
        rows.append([title, "%.3f" % ours, "%.3f" % oshi, "%.2f" % (ours / oshi)])
        rows[-1] += ["%.3f" % archspec, "%.2f" % (ours / archspec)] if archspec else ["", ""]
    page.table(
        "Detection of the processor",
        "Milliseconds from files; archspec with its import the first time, and uncached when warm.",
        ["", "envprobe", "OSHI", "ratio", "archspec", "ratio"],
        rows,
    )
    page.mark("detection of the processor, warm", warm["files"], 5, "ms", 2)
