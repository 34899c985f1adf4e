#!/usr/bin/env python3
"""Compares verdicts and audits of a folder of wheels with pip and auditwheel; prints the disagreements, each with its reason.

usage: compare.py FOLDER [--probe COMMAND] [--no-auditwheel] [--largest MB] [--answers FILE] [--jobs N]
The interpreter that runs this is the one that is judged for; its pip answers. auditwheel is looked for beside it;
it takes minutes for the largest wheels: --largest leaves those out and says so, --answers keeps what it said for the next run.
Exit code 1 where a disagreement has no reason.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

from pip._internal.models.wheel import Wheel
from pip._internal.utils.compatibility_tags import get_supported
from pip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet


def ask(probe, wheels):
    """What `check` says of each wheel, through one process."""
    requests = "".join(
        json.dumps({"id": i, "args": ["check", "--json", "--python", sys.executable, str(wheel)]}) + "\n"
        for i, wheel in enumerate(wheels)
    )
    run = subprocess.run([*probe.split(), "batch"], input=requests, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def requires_python(wheel):
    """Whether the metadata admits this interpreter; pip checks it apart from the tags."""
    import zipfile

    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"[^/]+\.dist-info/METADATA", name):
                for line in archive.read(name).decode("utf-8", "replace").splitlines():
                    if not line.strip():
                        break
                    if line.lower().startswith("requires-python:"):
                        try:
                            specifier = SpecifierSet(line.split(":", 1)[1].strip())
                        except InvalidSpecifier:
                            return True
                        version = ".".join(map(str, sys.version_info[:3]))
                        return specifier.contains(version, prereleases=True)
    return True


def auditwheel(wheel):
    """The tag that `auditwheel show` calls consistent; None for wheels that it does not judge."""
    program = pathlib.Path(sys.executable).with_name("auditwheel")
    run = subprocess.run([program, "show", str(wheel)], capture_output=True, text=True)
    text = " ".join((run.stdout + run.stderr).split())
    found = re.search(r'following platform tag: "([^"]+)"', text) or re.search(r"consistent with the following platform tag: \"([^\"]+)\"", text)
    return found.group(1) if found else None


def auditwheels(wheels, kept, jobs):
    """The answers of `auditwheel show` in the order of the wheels; those in the file `kept` are not asked for again."""
    known = json.loads(kept.read_text()) if kept and kept.exists() else {}
    asked = [wheel for wheel in wheels if wheel.name not in known]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for wheel, answer in zip(asked, pool.map(auditwheel, asked)):
            known[wheel.name] = answer
            if kept:
                kept.write_text(json.dumps(known, indent=1))
    return [known[wheel.name] for wheel in wheels]


def unreached(wheel):
    """Libraries that files of a wheel need and that it has, where no search path of theirs leads; auditwheel calls these external."""
    import io
    import posixpath
    import zipfile

    from elftools.common.exceptions import ELFError
    from elftools.elf.elffile import ELFFile

    names = {}
    users = []
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            with archive.open(name) as member:
                if member.read(4) != b"\x7fELF":
                    continue
            try:
                dynamic = ELFFile(io.BytesIO(archive.read(name))).get_section_by_name(".dynamic")
            except ELFError:
                continue
            names.setdefault(posixpath.basename(name), set()).add(posixpath.dirname(name))
            if dynamic is None:
                continue
            tags = list(dynamic.iter_tags())
            paths = [p for t in tags if t.entry.d_tag in ("DT_RPATH", "DT_RUNPATH") for p in getattr(t, "rpath", getattr(t, "runpath", "")).split(":")]
            users.append((name, [t.needed for t in tags if t.entry.d_tag == "DT_NEEDED"], paths))
    found = []
    for name, needed, paths in users:
        here = posixpath.dirname(name)
        reached = {posixpath.normpath(p.replace("${ORIGIN}", "$ORIGIN").replace("$ORIGIN", here)) for p in paths}
        for library in needed:
            if library in names and not names[library] & reached:
                found.append(f"{name} needs {library}, which is in the wheel where none of its search paths leads")
    return found


def best(check):
    tags = [m.get("best") for audit in check["audits"] for m in audit["measures"]]
    return tags[0] if len(tags) == 1 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--probe", default="java -jar cli/target/probe.jar")
    parser.add_argument("--no-auditwheel", action="store_true")
    parser.add_argument("--largest", type=int, metavar="MB", help="size up to which a wheel is given to auditwheel")
    parser.add_argument("--answers", type=pathlib.Path, metavar="FILE", help="JSON file that keeps auditwheel's answers")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    wheels = sorted(options.folder.glob("*.whl"))
    supported = get_supported()
    rows, unexplained, agree, tag_agree = [], 0, 0, 0
    answers = ask(options.probe, wheels)
    for wheel, answer in zip(wheels, answers):
        by_tags = Wheel(wheel.name).supported(supported)
        pip = by_tags and requires_python(wheel)
        if answer["exit"] not in (0, 1, 3):
            rows.append((wheel.name, "verdict", str(pip), f"exit {answer['exit']}", (answer["stderr"] + answer["stdout"]).strip()[:200]))
            unexplained += 1
            continue
        out = json.loads(answer["stdout"])
        here = out["verdict"] == "compatible"
        tag_reason = any(r["condition"].startswith("tag ") for r in out["reasons"])
        tag_agree += tag_reason != by_tags
        if tag_reason == by_tags:
            rows.append((wheel.name, "tags", str(by_tags), str(not tag_reason), "no reason"))
            unexplained += 1
        if here == pip:
            agree += 1
        else:
            reasons = [f"{r['condition']}: {r['reason']}" for r in out["reasons"] if not r["condition"].startswith("tag ")]
            rows.append((wheel.name, "verdict", str(pip), out["verdict"], "; ".join(reasons)[:300] or "no reason"))
            unexplained += not reasons
    print(f"{len(wheels)} wheels; tags agree with pip's matching for {tag_agree}, verdicts with pip for {agree}")
    if not options.no_auditwheel:
        audited = same = 0
        judged = [p for p in zip(wheels, answers) if options.largest is None or p[0].stat().st_size <= options.largest << 20]
        theirs = auditwheels([wheel for wheel, _ in judged], options.answers, options.jobs)
        if len(judged) < len(wheels):
            print(f"{len(wheels) - len(judged)} wheels above {options.largest} MB are not given to auditwheel, which takes minutes for each")
        for (wheel, answer), their in zip(judged, theirs):
            if their is None or answer["exit"] not in (0, 1, 3):
                continue
            out = json.loads(answer["stdout"])
            ours = best(out["checks"][0])
            if ours is None:
                continue
            audited += 1
            if ours == their:
                same += 1
                continue
            measure = out["checks"][0]["audits"][0]["measures"][0]
            reason = ", ".join(measure["blockers"])
            if not reason and their.startswith("linux_"):
                reason = "; ".join(unreached(wheel)[:2])
            if not reason:
                unexplained += 1
                reason = "no reason; the minimum comes from " + ", ".join(measure["decided_by"])
            rows.append((wheel.name, "policy", their, ours, reason[:400]))
        print(f"{audited} audited; the best tag agrees with auditwheel show for {same}")
    for row in rows:
        print(" | ".join(row))
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
