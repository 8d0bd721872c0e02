"""The peers' own environment: made once from `requirements.lock`, in the cache folder, never in the project's."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from workbook.server.places import cache_folder

LOCK = Path(__file__).with_name("requirements.lock")


def python() -> Path:
    """Return the peers' Python; setting it up takes a minute or two, once for each lock."""
    named = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = cache_folder() / "peers" / named
    interpreter = folder / "bin" / "python"
    if (folder / "complete").exists():
        return interpreter
    sys.stderr.write("Setting up Voilà, Panel and Streamlit in an environment of their own: once.\n")
    shutil.rmtree(folder, ignore_errors=True)
    uv = [sys.executable, "-m", "uv"]
    _run([*uv, "venv", "--quiet", "--python", sys.executable, str(folder)])
    _run([*uv, "pip", "install", "--quiet", "--require-hashes", "--compile-bytecode", "--python", str(interpreter), "--requirement", str(LOCK)])
    (folder / "complete").touch()
    return interpreter


def _run(command: list[str]) -> None:
    if subprocess.run(command, check=False).returncode:
        message = f"The peers' environment could not be set up: `{' '.join(command)}` failed. Its own message stands above."
        raise RuntimeError(message)
