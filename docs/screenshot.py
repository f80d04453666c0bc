"""Make docs/report.png, a picture of the HTML page in Chromium: python docs/screenshot.py

Playwright drives the browser; the page is `newscli show` on a sample.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "report.png"
SAMPLE = "voices-abroad.txt"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(ROOT / "samples"):
        page = Path(folder) / "report.html"
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(
            [sys.executable, "-m", "newscli", "show", SAMPLE, "--output", str(page)], check=True, env=environment
        )
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            tab = browser.new_page(viewport={"width": 1100, "height": 900})
            tab.goto(page.as_uri())
            tab.locator("button.who").nth(3).click()
            tab.screenshot(path=PICTURE)
            browser.close()


if __name__ == "__main__":
    main()
