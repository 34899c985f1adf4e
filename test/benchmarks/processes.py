"""Whole processes: started in turn, so that a machine that slows down slows all of them."""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
import zipfile

JAR = "cli/target/probe.jar"
LAUNCHER = "cli/target/dist/bin/probe"
TAGS = "from packaging import tags\nfor tag in tags.sys_tags(): print(tag)"
MARKER = "from packaging.markers import Marker\nprint(Marker('python_version >= \"3.8\" and sys_platform == \"linux\"').evaluate())"
EXPRESSION = 'python_version >= "3.8" and sys_platform == "linux"'

# Of every machine, and of graphics processors.
COMMON = ["os", "kernel", "cpu", "libc", "python"]
ACCELERATORS = ["gpu", "cuda", "rocm", "vulkan", "opencl", "levelzero"]


def has(python, module):
    return subprocess.run([python, "-c", "import " + module], capture_output=True).returncode == 0


class Series:
    """The runs of one command."""

    def __init__(self, command):
        self.command = command
        self.wall, self.cpu, self.peak = [], [], 0

    def run(self, counted):
        start = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if counted:
            self.wall.append((time.perf_counter() - start) * 1000)
            self.cpu.append((usage.ru_utime + usage.ru_stime) * 1000)
            self.peak = max(self.peak, usage.ru_maxrss / 1024)


def wheel():
    """A small wheel with a real shared library in it, which every machine with Python has or makes."""
    path = os.path.join(tempfile.mkdtemp(), "sample-1.0-cp311-cp311-linux_x86_64.whl")
    library = next((p for p in ("/lib/x86_64-linux-gnu/libm.so.6", "/lib/aarch64-linux-gnu/libm.so.6", "/lib64/libm.so.6") if os.path.exists(p)), None)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if library:
            archive.write(library, "sample/libm.cpython-311-x86_64-linux-gnu.so")
        archive.writestr("sample-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-linux_x86_64\n")
        archive.writestr("sample-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n")
        archive.writestr("sample-1.0.dist-info/RECORD", "")
    return path


def bare():
    """A root without a library of a vendor, whose time would be the vendor's."""
    root = tempfile.mkdtemp()
    os.makedirs(root + "/etc")
    with open(root + "/etc/os-release", "w", encoding="utf-8") as file:
        file.write('ID=debian\nVERSION_ID="12"\n')
    return root


def pairs(python, given):
    """What is measured: our command, its arguments, and the peer that does a like thing."""
    sample = wheel()
    found = [
        ("tags", ["tags"], "packaging.tags.sys_tags()", [python, "-c", TAGS] if has(python, "packaging.tags") else None),
        ("tags --no-cache", ["tags", "--no-cache"], "packaging.tags.sys_tags()", [python, "-c", TAGS] if has(python, "packaging.tags") else None),
        ("tags python", ["tags", "python"], "packaging.tags.sys_tags()", [python, "-c", TAGS] if has(python, "packaging.tags") else None),
        ("eval EXPRESSION", ["eval", EXPRESSION], "packaging.markers", [python, "-c", MARKER] if has(python, "packaging.markers") else None),
        ("--version", ["--version"], "", None),
        ("cpu", ["cpu", "--no-native"], "archspec cpu", [python, "-m", "archspec", "cpu"] if has(python, "archspec") else None),
        ("tags npm", ["tags", "npm"], "node", ["node", "-p", "process.platform + process.arch"] if shutil.which("node") else None),
        ("tags rust", ["tags", "rust"], "rustc -vV", ["rustc", "-vV"] if shutil.which("rustc") else None),
        ("tags debian", ["tags", "debian"], "dpkg", ["dpkg", "--print-architecture"] if shutil.which("dpkg") else None),
        ("markers", ["markers"], "uv python find", [os.path.dirname(python) + "/uv", "python", "find"] if os.path.exists(os.path.dirname(python) + "/uv") else None),
        ("facts", ["facts"], "", None),
        ("gpu", ["gpu"], "", None),
        ("blas", ["blas"], "threadpoolctl with numpy", [python, "-m", "threadpoolctl", "-i", "numpy"] if has(python, "threadpoolctl") and has(python, "numpy") else None),
        ("scan WHEEL", ["scan", sample], "auditwheel show", [python, "-m", "auditwheel", "show", sample] if has(python, "auditwheel") else None),
        ("check WHEEL", ["check", sample], "", None),
    ]
    if given:
        found.append(("scan of the given wheel", ["scan", given], "unzip -p", ["unzip", "-p", given, "*.so*"] if shutil.which("unzip") else None))
    return found


def measure(page, java, python, rounds, given):
    base = Series([java, "-version"])
    series, peers = [base], {}
    rows = []
    for title, words, peer, command in pairs(python, given):
        plain = Series([java, "-jar", JAR] + words)
        quick = Series([LAUNCHER] + words) if os.path.exists(LAUNCHER) else None
        key = tuple(command) if command else None
        if key and key not in peers:
            peers[key] = Series(command)
            series.append(peers[key])
        series += [one for one in (plain, quick) if one]
        rows.append((title, plain, quick, peer, peers.get(key)))
    view = ["facts", "--no-native", "--sysroot", bare()]
    gpus = [Series([java, "-jar", JAR] + view + keys) for keys in (COMMON, COMMON + ACCELERATORS)]
    series += gpus
    for round in range(rounds + 1):  # The first round warms the page cache.
        for one in series:
            one.run(round > 0)
    page.table(
        "Whole processes",
        "Milliseconds by the wall, median of %d runs in turn; CPU is the time of all threads; MiB is the peak of resident memory. "
        "`java -version` takes %.0f ms, %.0f ms CPU, %.0f MiB. The last column is the launcher's time as a multiple of the peer's, the median of pairs; "
        "peers do less or more than the command beside them, and are what people would start instead. "
        "From its second run on `tags` gives its last answer again where the machine answers every request as before; with `--no-cache` it thinks anew."
        % (rounds, statistics.median(base.wall), statistics.median(base.cpu), base.peak),
        ["command", "jar", "CPU", "over `java -version`", "launcher", "CPU", "MiB", "peer", "ms", "ratio"],
        [row(base, *each) for each in rows],
    )
    marks(page, base, rows)
    page.mark("facts of GPUs over facts without them, no vendor's library there, plain jar", over(gpus[1], gpus[0]), 30, "ms", 0)


def ratio(one, other):
    return statistics.median(a / b for a, b in zip(one.wall, other.wall))


def over(one, base):
    return statistics.median(a - b for a, b in zip(one.wall, base.wall))


def row(base, title, plain, quick, peer, other):
    def median(values):
        return "%.0f" % statistics.median(values)

    shown = ["`%s`" % title, median(plain.wall), median(plain.cpu), "%+.0f" % over(plain, base)]
    shown += [median(quick.wall), median(quick.cpu), "%.0f" % quick.peak] if quick else ["", "", ""]
    if other:
        shown += [peer, median(other.wall), "%.2f" % ratio(quick or plain, other)]
    else:
        shown += ["", "", ""]
    return shown


def marks(page, base, rows):
    for title, plain, quick, _, other in rows:
        if title in ("tags", "tags --no-cache"):
            page.mark("`%s` from the plain jar, over `java -version`" % title, over(plain, base), 120, "ms", 0)
            if quick and other:
                page.mark("`%s` by the launcher, beside packaging (goal 1.0)" % title, ratio(quick, other), 1.5, "×", 2)
            if quick:
                page.mark("`%s` by the launcher, peak memory" % title, quick.peak, 60, "MiB", 0)
        if title == "scan of the given wheel" and other:
            page.mark("`scan` of a wheel, beside `unzip -p` of its libraries", ratio(plain, other), 1.5, "×", 2)


def batch(page, java, python):
    """Requests to one process, each answered before the next is asked."""
    process = subprocess.Popen([java, "-jar", JAR, "batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    rows = []
    for title, words in (
        ("eval EXPRESSION", ["eval", "--json", EXPRESSION]),
        ("tags python", ["tags", "--json", "python"]),
        ("tags", ["tags"]),
        ("version compare", ["version", "compare", "--json", "1.0", "1.0.post1"]),
    ):
        times = []
        for number in range(400):
            start = time.perf_counter()
            process.stdin.write(json.dumps({"id": number, "args": words}) + "\n")
            process.stdin.flush()
            process.stdout.readline()
            times.append((time.perf_counter() - start) * 1000)
        rows.append(["`%s`" % title, "%.1f" % times[0], "%.2f" % statistics.median(times[1:]), "%.2f" % sorted(times[1:])[-4]])
    process.stdin.close()
    process.wait()
    page.table(
        "One process, many requests",
        "`batch`: milliseconds a request, which is written when the answer before it has come; 400 of each.",
        ["request", "first", "median", "99th of 100"],
        rows,
    )
