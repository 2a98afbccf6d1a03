"""`python -m fuzz [TARGET ...]`: look for inputs that break a promise; findings are written to tests/fuzz-samples/.

--seconds N   how long each target is tried (60)
--guided      let coverage guide what is tried (Atheris, requirements/fuzz.txt)
--seed N      another order of chance; without --guided the same seed tries the same inputs
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import re
import subprocess
import sys
import time
import traceback
from pathlib import Path

from fuzz import havoc

HOME = Path(__file__).parent.parent
FINDINGS = HOME / "tests" / "fuzz-samples"
CORPUS = HOME / "build" / "fuzz"
MOST_SECONDS = 120  # of one input; a busy machine may be slow
MOST_MEMORY = 2_048  # MB


def main() -> int:
    """Run campaigns; return 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Look for inputs that break a promise.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="what is tried; left out: everything")
    parser.add_argument("--seconds", type=int, default=60, help="how long each target is tried")
    parser.add_argument("--seed", type=int, default=0, help="another order of chance")
    parser.add_argument("--guided", action="store_true", help="let coverage guide what is tried")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        guided(arguments.targets[0], arguments.seconds, arguments.seed)
    found = 0
    for name in arguments.targets or names():
        found += campaign(name, arguments) if arguments.guided else by_chance(name, arguments.seconds, arguments.seed)
    return 1 if found else 0


def names() -> list[str]:
    """Return the names of all targets."""
    from fuzz import targets

    return list(targets.ALL)


def by_chance(name: str, seconds: int, seed: int) -> int:
    """Try inputs by chance; return how many different findings there are."""
    from fuzz import targets

    end, tried, found = time.monotonic() + seconds, 0, set[str]()
    seeds = list(targets.seeds(name))
    for data in itertools.islice(havoc.inputs(seeds, 10**9, seed), None):
        if time.monotonic() > end:
            break
        tried += 1
        if told := finding(name, data):
            found.add(told)
    print(f"{name}: {tried} inputs, {len(found)} findings", flush=True)
    return len(found)


def finding(name: str, data: bytes) -> str:
    """Try one input; write it down where it breaks a promise. Return what it broke, in one line."""
    from fuzz import targets

    try:
        targets.ALL[name](data)
    except Exception as error:
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename.startswith(str(HOME / "generator"))
        ]
        frames = frames or traceback.extract_tb(error.__traceback__)
        told = f"{type(error).__name__} at {Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}"
        kept = FINDINGS / name / hashlib.sha256(told.encode()).hexdigest()[:12]
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
            print(f"{name}: {told}: {str(error)[:200]!r}\n  in {kept}", flush=True)
        return told
    return ""


def campaign(name: str, arguments: argparse.Namespace) -> int:
    """Run one guided campaign in a process of its own, which may hang or end; return how many findings it made."""
    (CORPUS / name).mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "fuzz", name, "--guided", "--inside",
               "--seconds", str(arguments.seconds), "--seed", str(arguments.seed)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    tried = re.search(r"Done (\d+) runs in (\d+) second", done.stderr) or re.search(
        r"number_of_executed_units: (\d+)", done.stderr
    )
    covered = re.findall(r"cov: (\d+)", done.stderr)
    found = set(re.findall(r"^\w+: (.* at .*?): ", done.stdout, re.M))
    stopped = "" if done.returncode == 0 else f"; stopped: {done.stderr[-1500:]}"
    print(f"{done.stdout}{name}: {tried[1] if tried else '?'} inputs, {covered[-1] if covered else '?'} edges, "
          f"{len(found)} findings{stopped}", flush=True)  # fmt: skip
    return len(found) + bool(done.returncode)


def guided(name: str, seconds: int, seed: int) -> None:
    """Let Atheris choose inputs by the coverage of the generator; it ends the process."""
    import atheris

    with atheris.instrument_imports(include=["generator"]):
        from fuzz import targets
    for number, data in enumerate(targets.seeds(name)):
        (CORPUS / name / f"seed-{number}").write_bytes(data)
    limits = [f"-max_total_time={seconds}", f"-timeout={MOST_SECONDS}", f"-rss_limit_mb={MOST_MEMORY}", f"-seed={seed + 1}",
              "-max_len=20000", f"-artifact_prefix={CORPUS / name}-", "-print_final_stats=1"]  # fmt: skip
    atheris.Setup([sys.argv[0], *limits, str(CORPUS / name)], lambda data: finding(name, data) and None)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
