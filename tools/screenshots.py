"""Take the README's pictures of the six main pages while the browser story is played.

`.venv/bin/python tools/screenshots.py` writes docs/images/*.png, small enough for a page of text.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "images"
PICTURES = ("viec-can-lam", "ke-hoach", "soan-muc", "tham-dinh", "trinh-ky", "tien-do")
COLOURS = 128  # enough for flat pages; keeps each picture well under 150 kB


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "STORY_PICTURES": folder}
        command = [sys.executable, "-m", "pytest", "-q", "tests/story"]
        subprocess.run(command, cwd=ROOT, env=env, check=True)
        for name in PICTURES:
            picture = Image.open(Path(folder) / f"{name}.png")
            flat = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS)
            flat.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
