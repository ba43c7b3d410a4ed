"""Opens a report in a real browser, on a desk, on a phone, at night and on paper, and checks it.

    apt-get install chromium poppler-utils
    python tools/check_report.py FOLDER                 # the bundled articles
    python tools/check_report.py FOLDER report.html     # as written by compare --report

Writes pictures into FOLDER to be looked at, and fails where the browser reports a fault, the
page is wider than the screen, or a link leads nowhere. Chromium alone is enough; with
pdftoppm the printed pages become pictures, too.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from index import Library
from index.locations import bundled_articles
from tui.report import to_html

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SCREENS = {"desk": (1200, 900), "phone": (390, 844)}
PROBE = """
<script>
addEventListener("load", () => {
  const lost = [...document.querySelectorAll("a[href^='#']")]
    .filter(a => !document.getElementById(a.getAttribute("href").slice(1))).length;
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const styled = getComputedStyle(document.querySelector("h1")).fontWeight;
  document.title = `lost=${lost} wide=${wide} weight=${styled}`;
});
</script>
"""
TALL = 4000


def main() -> int:
    """Checks a page; answers 1 where something is wrong."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("folder", type=Path, help="where pictures go")
    arguments.add_argument("page", type=Path, nargs="?", help="the report to look at")
    given = arguments.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("no browser found: apt-get install chromium", file=sys.stderr)
        return 1
    given.folder.mkdir(parents=True, exist_ok=True)
    page = given.page or bundled(given.folder / "report.html")
    pictures(browser, page, given.folder)
    wrong = [f"{name}: {fault}" for name in SCREENS for fault in faults(browser, page, name)]
    print("\n".join(wrong) or f"nothing wrong; look at the pictures in {given.folder}")
    return 1 if wrong else 0


def bundled(path: Path) -> Path:
    """The report on the largest event of the bundled articles."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        library.add(bundled_articles())
        library.analyse()
        event = max(library.events(), key=lambda one: len(one.articles))
        found = library.compare(event.id)
        articles = {number: library.article(number) for number in found.articles}
        path.write_text(to_html(found, articles), encoding="utf-8")
    return path


def pictures(browser: str, page: Path, folder: Path) -> None:
    """What a reader sees: the first screen, the page at length, by night, and on paper."""
    for name, (width, height) in SCREENS.items():
        run(browser, page, f"--screenshot={folder / name}.png", f"--window-size={width},{height}")
        tall = f"--screenshot={folder / name}-long.png"
        run(browser, page, tall, f"--window-size={width},{TALL}")
    run(browser, page, f"--screenshot={folder / 'night'}.png", "--window-size=1200,900",
        "--blink-settings=preferredColorScheme=0")  # fmt: skip
    paper = folder / "paper.pdf"
    run(browser, page, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    if shutil.which("pdftoppm"):
        subprocess.run(
            ["pdftoppm", "-r", "60", "-png", str(paper), str(folder / "paper")], check=True
        )


def faults(browser: str, page: Path, screen: str) -> list[str]:
    """What is wrong with the page on a screen, asked by a script in a copy without its policy."""
    text = page.read_text(encoding="utf-8")
    if "<script" in text:
        return ["the page has a script"]
    probed = re.sub(r"<meta http-equiv=[^>]*>", PROBE, text, count=1)
    width, height = SCREENS[screen]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "probed.html"
        copy.write_text(probed, encoding="utf-8")
        # A frame is as narrow as it is told; a window of the browser has a least width.
        frame = Path(folder) / "frame.html"
        frame.write_text(
            f'<iframe src="probed.html" width="{width}" height="{height}"></iframe><script>'
            "addEventListener('load', () => setTimeout(() => { document.title ="
            " document.querySelector('iframe').contentDocument.title; }, 100));</script>",
            encoding="utf-8",
        )
        shown = run(browser, frame, "--dump-dom", "--allow-file-access-from-files",
                    "--virtual-time-budget=3000")  # fmt: skip
    told = re.search(r"<title>lost=(\d+) wide=(-?\d+) weight=(\d+)</title>", shown)
    if told is None:
        return ["the browser did not show the page"]
    lost, wide, weight = map(int, told.groups())
    found = {
        f"{lost} links lead nowhere": lost > 0,
        f"the page is {wide} pixels wider than the screen": wide > 0,
        "its style is not applied": weight < 600,
    }
    return [fault for fault, there in found.items() if there]


def run(browser: str, page: Path, *options: str) -> str:
    """Opens a page without a window; answers what the browser prints."""
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                   "--enable-logging=stderr",
                   f"--user-data-dir={profile}", *options, page.absolute().as_uri()]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    if b"Content Security Policy" in done.stderr:
        raise SystemExit(f"{page}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
