"""Find the browser for the browser tests; run as a module, install Debian's if that is possible and needed."""

import os
import shutil
import subprocess

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN = "chromium-headless-shell"


def find_browser() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> None:
    """Install Debian's headless Chromium when there is none, as root and where apt is."""
    if find_browser() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", DEBIAN], check=False, **quiet)
    print(f"Browser: {find_browser() or 'none found; the browser tests will be skipped'}")


if __name__ == "__main__":
    main()
