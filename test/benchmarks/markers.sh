#!/bin/sh
# Nanoseconds an atom to read and to evaluate markers, beside Python's packaging on the same expressions where it is installed;
# then proofs about two expressions of twenty atoms. Build first: mvn -q package -pl test/benchmarks -am -DskipTests
# Usage: test/benchmarks/markers.sh
set -eu
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
results=$(mktemp)
trap 'rm -f "$results"' EXIT
"$java" -jar test/benchmarks/target/benchmarks.jar 'Marker.*Benchmark' -prof gc -rf json -rff "$results" >/dev/null
python3 - "$results" <<'PY'
import json, sys, time

results = {}
for run in json.load(open(sys.argv[1])):
    name = run["benchmark"].rsplit(".", 1)[1]
    # The best second of each, as for the peer: what other processes take is not ours.
    best = min(score for fork in run["primaryMetric"]["rawData"] for score in fork)
    results[name] = (best, run["secondaryMetrics"]["gc.alloc.rate.norm"]["score"])

# The standard names only, which both know; the same texts and values as in MarkerBenchmark.
ONE = 'python_version >= "3.8"'
SEVEN = (
    '(sys_platform == "linux" and platform_machine == "x86_64" and python_full_version >= "3.8.1") or '
    '(os_name == "nt" and (platform_machine == "AMD64" or platform_machine == "ARM64")) or implementation_name == "pypy"'
)
ENVIRONMENT = {
    "implementation_name": "cpython", "implementation_version": "3.12.3", "os_name": "posix",
    "platform_machine": "x86_64", "platform_python_implementation": "CPython", "platform_release": "6.1.0",
    "platform_system": "Linux", "platform_version": "#1 SMP", "python_full_version": "3.12.3",
    "python_version": "3.12", "sys_platform": "linux",
}

def nanoseconds(work):
    work()
    best = float("inf")
    for _ in range(7):
        count, start = 0, time.perf_counter_ns()
        while time.perf_counter_ns() - start < 200_000_000:
            work()
            count += 1
        best = min(best, (time.perf_counter_ns() - start) / count)
    return best

peer = {}
try:
    from packaging.markers import Marker
except ImportError:
    print("Python has no packaging: no ratios")
else:
    import packaging
    print("beside packaging", packaging.__version__, "on Python", sys.version.split()[0])
    for name, text in (("One", ONE), ("Seven", SEVEN)):
        marker = Marker(text)
        peer["parse" + name] = nanoseconds(lambda: Marker(text))
        peer["evaluate" + name] = nanoseconds(lambda: marker.evaluate(ENVIRONMENT))

for name, atoms in (("parseOne", 1), ("parseSeven", 7), ("evaluateOne", 1), ("evaluateSeven", 7)):
    score, allocated = results[name + "Atom" + ("s" if atoms > 1 else "")]
    line = f"{name:14} {score / atoms:9.1f} ns an atom {allocated:9.1f} B an operation"
    if name in peer:
        line += f"   packaging {peer[name] / atoms:9.1f} ns an atom   {score / peer[name]:8.5f} x"
    print(line)
for name in sorted(results):
    if name.startswith("implies"):
        print(f"{name:26} {results[name][0] / 1000:7.3f} ms")
PY
