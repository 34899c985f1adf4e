#!/bin/sh
# Detection of this machine's processor in one JVM, the first time and warm, beside OSHI, and beside archspec in one Python
# where it is installed; then the whole processes. Build first: mvn -q package -pl test/benchmarks,cli -am -DskipTests
# Usage: test/benchmarks/processors.sh
set -eu
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
results=$(mktemp)
trap 'rm -f "$results"' EXIT
"$java" -jar test/benchmarks/target/benchmarks.jar CpuDetectionBenchmark -rf json -rff "$results" >/dev/null 2>&1
python3 - "$results" "$java" <<'PY'
import json, os, statistics, subprocess, sys, time

first, warm = {}, {}
for run in json.load(open(sys.argv[1])):
    name = run["benchmark"].rsplit(".", 1)[1]
    forks = run["primaryMetric"]["rawData"]
    if run["mode"] == "ss":
        first[name] = statistics.median(fork[0] for fork in forks)
    else:
        warm[name] = min(score for fork in forks for score in fork)

CODE = """
import time
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
print(first * 1000, best * 1000)
"""
peer = None
if subprocess.run([sys.executable, "-c", "import archspec.cpu"], capture_output=True).returncode == 0:
    runs = [
        list(map(float, subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True).stdout.split()))
        for _ in range(5)
    ]
    peer = {"first": statistics.median(run[0] for run in runs), "warm": min(run[1] for run in runs)}

for title, ours, oshi in (("first", first["files"], first["oshi"]), ("warm", warm["files"], warm["oshi"])):
    line = f"{title:6} from files {ours:8.3f} ms   OSHI {oshi:8.3f} ms ({oshi / ours:6.1f} x)"
    if peer:
        line += f"   archspec with its import {peer[title]:8.3f} ms ({peer[title] / ours:5.2f} x)" if title == "first" else (
            f"   archspec uncached {peer[title]:8.3f} ms ({peer[title] / ours:5.2f} x)")
    print(line)
print("budget 5 ms:", "kept" if warm["files"] <= 5 else "missed", "when warm,", "kept" if first["files"] <= 5 else "missed", "the first time")

commands = {"java -jar probe.jar cpu": [sys.argv[2], "-jar", "cli/target/probe.jar", "cpu", "--no-native"]}
if os.path.exists("cli/target/dist/bin/probe"):
    commands["launcher cpu"] = ["cli/target/dist/bin/probe", "cpu", "--no-native"]
if peer:
    commands["python -m archspec cpu"] = [sys.executable, "-m", "archspec", "cpu"]
times = {name: [] for name in commands}
for round in range(8):
    for name, command in commands.items():
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if round:
            times[name].append((time.perf_counter() - start) * 1000)
for name, values in times.items():
    line = f"whole process {name:26} {statistics.median(values):7.1f} ms"
    if peer:
        line += f"  {statistics.median(values) / statistics.median(times['python -m archspec cpu']):5.2f} x archspec"
    print(line)
PY
