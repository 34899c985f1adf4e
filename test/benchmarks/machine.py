"""What a measurement was made on: no name, no path, nothing that tells whose machine it is."""

import datetime
import os
import platform
import re
import subprocess


def load():
    """The load average of the last minute."""
    return os.getloadavg()[0]


def _first(path, pattern):
    try:
        with open(path, encoding="utf-8") as file:
            found = re.search(pattern, file.read(), re.MULTILINE)
            return found.group(1).strip() if found else ""
    except OSError:
        return ""


def _line(command, pattern):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return ""
    found = re.search(pattern, done.stdout + done.stderr)
    return found.group(1) if found else ""


def describe(java, python):
    """Pairs of a name and a value."""
    memory = int(_first("/proc/meminfo", r"MemTotal:\s+(\d+)") or 0) / (1 << 20)
    return [
        ("date", datetime.date.today().isoformat()),
        ("processor", "%s, %d cores" % (_first("/proc/cpuinfo", r"model name\s*:\s*(.*)") or platform.machine(), os.cpu_count())),
        ("memory", "%.0f GiB" % memory),
        ("system", "%s, kernel %s" % (_first("/etc/os-release", r'^PRETTY_NAME="(.*)"') or platform.system(), platform.release().split("-")[0])),
        ("Java", _line([java, "-version"], r"(.*Runtime Environment.*)")),
        ("Python", _line([python, "-VV"], r"Python (\S+)")),
        ("load at the start", "%.1f" % load()),
    ]
