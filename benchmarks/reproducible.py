"""Two builds, one hash: the wheel and the source archive, built in two places at two times.

    python benchmarks/reproducible.py [--keep FOLDER]

Copies what git knows of this project to two folders of different names, with different file times,
builds in each with another hash seed and time zone but the same SOURCE_DATE_EPOCH (that of the last commit), and
compares. Needs build and hatchling in this environment. Exit code 1 if the hashes differ.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Build twice, compare, print the hashes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="Leave what was built in this folder, if it is the same.")
    chosen = parser.parse_args()
    epoch = _git("log", "-1", "--format=%ct").strip()
    with tempfile.TemporaryDirectory() as temporary:
        surroundings = (("a", "0", "UTC", 1_600_000_000), ("another/place", "1", "Asia/Tokyo", 1_700_000_000))
        built = [_built(Path(temporary, name), seed, zone, time, epoch) for name, seed, zone, time in surroundings]
        sums = [{path.name: sha256(path.read_bytes()).hexdigest() for path in files} for files in built]
        for name in sorted(sums[0].keys() | sums[1].keys()):
            same = sums[0].get(name) == sums[1].get(name)
            print(f"{sums[0].get(name)}  {name}{'' if same else '  DIFFERS'}")
        if sums[0] != sums[1]:
            return 1
        if chosen.keep:
            shutil.rmtree(chosen.keep, ignore_errors=True)
            chosen.keep.mkdir(parents=True)
            for path in built[0]:
                shutil.copyfile(path, chosen.keep / path.name)
    return 0


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def _built(place: Path, seed: str, zone: str, time: int, epoch: str) -> list[Path]:
    for name in _git("ls-files", "-z", "--recurse-submodules").split("\0"):
        if name and (ROOT / name).is_file():
            to = place / name
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, to)
            os.utime(to, (time, time))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": epoch}
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(place / "dist"), str(place)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return sorted((place / "dist").iterdir())


if __name__ == "__main__":
    sys.exit(main())
