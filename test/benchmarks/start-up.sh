#!/bin/sh
# Whole-process times of `tags`, beside a bare JVM and, where it is installed, Python's packaging: median of N runs, in turn.
# Usage: test/benchmarks/start-up.sh [N]
set -eu
cd "$(dirname "$0")/../.."
runs=${1:-15}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
python3 - "$runs" "$java" <<'PY'
import os, statistics, subprocess, sys, time

runs, java = int(sys.argv[1]), sys.argv[2]
jar = "cli/target/probe.jar"
commands = {
    "java -version": [java, "-version"],
    "java -jar probe.jar tags": [java, "-jar", jar, "tags"],
    "java -jar probe.jar eval": [java, "-jar", jar, "eval", 'glibc_version >= "2.17"'],
}
launcher = "cli/target/dist/bin/probe"
if os.path.exists(launcher):
    commands["launcher tags"] = [launcher, "tags"]
script = "from packaging import tags\nfor t in tags.sys_tags(): print(t)"
if subprocess.run([sys.executable, "-c", "import packaging.tags"], capture_output=True).returncode == 0:
    commands["python packaging.tags.sys_tags()"] = [sys.executable, "-c", script]
times = {name: [] for name in commands}
memory = {name: 0 for name in commands}
for round in range(runs + 1):
    for name, command in commands.items():
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = (time.perf_counter() - start) * 1000
        process.returncode = os.waitstatus_to_exitcode(status)
        if round:  # The first round warms the page cache.
            times[name].append(elapsed)
            memory[name] = max(memory[name], usage.ru_maxrss // 1024)
base = statistics.median(times["java -version"])
peer = times.get("python packaging.tags.sys_tags()")
for name, values in times.items():
    median = statistics.median(values)
    line = f"{name:34} {median:7.1f} ms  {median - base:+7.1f} ms to java -version  {memory[name]:4} MiB"
    if peer:
        line += f"  {median / statistics.median(peer):5.2f} x packaging"
    print(line)
PY
