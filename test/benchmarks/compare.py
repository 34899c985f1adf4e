#!/usr/bin/env python3
"""Measures envprobe beside the peers that are installed, in one run and as ratios, and writes docs/benchmarks.md.

Build first: mvn -q package -pl cli,test/benchmarks -am -DskipTests
Usage: test/benchmarks/compare.py [--rounds N] [--only GROUP] [--wheel FILE] [--install-peers] [--print] [--quick]

Budgets are pass marks that are reported: nothing fails because of them. A quiet machine tells most; the load is reported.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import venv

import inside
import machine
import processes
from report import Page

ROOT = pathlib.Path(__file__).resolve().parents[2]
PEERS = tempfile.gettempdir() + "/envprobe-benchmark-peers"
PACKAGES = ["packaging", "archspec", "auditwheel", "threadpoolctl", "numpy", "uv"]


def install():
    """Peers live in a virtual environment of their own, never in the project."""
    if not os.path.exists(PEERS + "/bin/python"):
        venv.create(PEERS, with_pip=True)
    pip = [PEERS + "/bin/python", "-m", "pip", "install", "--quiet", "--upgrade"]
    for package in PACKAGES:
        if subprocess.run(pip + [package]).returncode:
            print("not installed: " + package, file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="counted runs of each process, in turn (default 15)")
    parser.add_argument("--only", choices=["processes", "batch", "inside"], help="one group of measurements")
    parser.add_argument("--wheel", help="a large wheel, whose scan is held against unzip (budget 1.5 x)")
    parser.add_argument("--install-peers", action="store_true", help="put the peers from PyPI into " + PEERS)
    parser.add_argument("--print", action="store_true", help="print the page instead of writing docs/benchmarks.md")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter benchmarks in process")
    options = parser.parse_args()
    if options.install_peers:
        install()
    os.chdir(ROOT)
    java = (os.environ.get("JAVA_HOME", "") + "/bin/java") if os.environ.get("JAVA_HOME") else "java"
    python = PEERS + "/bin/python" if os.path.exists(PEERS + "/bin/python") else sys.executable
    page = Page(machine.describe(java, python))
    if options.only in (None, "processes"):
        processes.measure(page, java, python, options.rounds, options.wheel)
    if options.only in (None, "batch"):
        processes.batch(page, java, python)
    if options.only in (None, "inside"):
        inside.measure(page, java, python, options.quick)
    text = page.text(machine.load())
    if options.print:
        print(text, end="")
    else:
        pathlib.Path("docs/benchmarks.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
