"""The same facts and packages give the same bytes: whoever builds, wherever, whenever."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from sites import GOLDEN_FACTS, SETTINGS, built, project, tree

# The day on which Python thinks that it runs, as another machine would: every clock that code can ask.
ANOTHER_DAY = """
import datetime, runpy, sys, time
moment = 4102444800.0  # 2100-01-01
time.time, time.time_ns = lambda: moment, lambda: int(moment * 1e9)
real = time.gmtime, time.localtime, time.strftime
time.gmtime = lambda seconds=None: real[0](moment if seconds is None else seconds)
time.localtime = lambda seconds=None: real[1](moment if seconds is None else seconds)
time.strftime = lambda form, parts=None: real[2](form, parts or time.localtime())
class Date(datetime.date):
    @classmethod
    def today(cls): return cls.fromtimestamp(moment)
class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(moment, tz)
    @classmethod
    def utcnow(cls): return cls.fromtimestamp(moment)
datetime.date, datetime.datetime = Date, Moment
sys.argv = ["generator", "build"]
runpy.run_module("generator", run_name="__main__")
"""


def scattered(facts: Path) -> None:
    """Write the files again in another order, with other times and rights: a copy of a copy."""
    for number, path in enumerate(sorted(facts.rglob("*"), reverse=True)):
        if path.is_file():
            body = path.read_bytes()
            path.unlink()
            path.write_bytes(body)
            path.chmod(0o600)
            os.utime(path, (number, 10_000_000 + number))


def test_another_day_folder_language_zone_seed_and_umask_change_no_byte(tmp_path: Path) -> None:
    home = project(tmp_path / "another folder" / "\u0561\u0575\u056c", GOLDEN_FACTS)
    scattered(home / "facts")
    other = {
        "PYTHONHASHSEED": "4242", "TZ": "Pacific/Apia", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "LC_TIME": "fa_IR",
        "HOME": str(tmp_path), "COLUMNS": "40",
        "PYTHONOPTIMIZE": "1", "USER": "somebody", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS} | other
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER_DAY], cwd=home, env=env, umask=0o077, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    here, there = tree(built("golden") / "site"), tree(home / "site")
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
    pages = tree(built("golden") / "build/pages"), tree(home / "build/pages")
    assert pages[0] == pages[1]


def test_what_was_built_before_leaves_no_trace(tmp_path: Path) -> None:
    """The same facts after others: nothing of those stays in the pages, the data or the site."""
    home = project(tmp_path / "home", GOLDEN_FACTS)
    (home / "facts/actors/passer-by.yml").write_text("name: A passer-by\nkind: person\ncapacity: office\n", encoding="utf-8")
    command = [sys.executable, "-m", "generator", "build"]
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    for _ in range(2):
        done = subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        (home / "facts/actors/passer-by.yml").unlink(missing_ok=True)
    assert tree(home / "site") == tree(built("golden") / "site")


BACKWARDS = """
import os, runpy, sys
scan, names = os.scandir, os.listdir
class Back(list):
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
def backwards(path="."):
    with scan(path) as found:
        return Back(sorted(found, key=lambda one: one.name, reverse=True))
os.scandir, os.listdir = backwards, lambda path=".": sorted(names(path), reverse=True)
sys.argv = ["generator", "render"]
runpy.run_module("generator", run_name="__main__")
"""


def test_the_order_in_which_a_disk_lists_files_changes_nothing(tmp_path: Path) -> None:
    """Everything is read in the order of names, here from a disk that lists them backwards."""
    home = project(tmp_path / "home", GOLDEN_FACTS)
    done = subprocess.run([sys.executable, "-c", BACKWARDS], cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert tree(home / "build/pages") == tree(built("golden") / "build/pages")
    shutil.rmtree(home)
