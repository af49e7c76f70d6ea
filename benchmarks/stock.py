"""A stock Jupyter Book page with one ipywidget, whole on this machine.

The page is built with the Jupyter Book that builds ours.  It takes its scripts
from content networks; here they come from npm packages instead, fetched once
and kept, so that the page can be measured where there is no network.
"""

import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

CONFIG = "title: A stock book\nauthor: Nobody\n"
CONTENTS = "format: jb-book\nroot: page\n"
PAGE = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  name: python3
  display_name: Python 3
---

# A stock page

```{code-cell} python
import ipywidgets

ipywidgets.IntSlider(description="A slider")
```
"""

_NPM = re.compile(r"https://[^/\"]+/npm/((?:@[\w.-]+/)?[\w.-]+)@([\w.-]+)/")
_NPM_ROOT = re.compile(r"https://[^/\"]+/npm/")
_REQUIRE = re.compile(r"https://[^/\"]+(/ajax/libs/require\.js/([\w.-]+)/require\.min\.js)")
_INTEGRITY = re.compile(r' integrity="[^"]*"')


class CannotBuildStockError(RuntimeError):
    """The peer cannot be built here; the message says what is missing."""


def build_stock_page(folder: Path, packages: Path) -> Path:
    """Build the stock page into ``folder`` and make it whole.

    Parameters
    ----------
    folder : Path
        Emptied first.
    packages : Path
        Where fetched packages are kept from one run to the next.

    Returns
    -------
    Path
        The page, in a folder that can be served as it is.
    """
    shutil.rmtree(folder, ignore_errors=True)
    source = folder / "source"
    source.mkdir(parents=True)
    for name, text in {"_config.yml": CONFIG, "_toc.yml": CONTENTS, "page.md": PAGE}.items():
        (source / name).write_text(text, encoding="utf-8")
    command = Path(sys.executable).with_name("jupyter-book")
    _run(str(command), "build", str(source), "--path-output", str(folder), "--quiet")
    page = folder / "_build" / "html" / "page.html"
    page.write_text(_at_home(page.read_text(encoding="utf-8"), page.parent, packages), "utf-8")
    return page


def _at_home(text: str, html: Path, packages: Path) -> str:
    """Point a page's scripts to this machine, and put them there.

    Nothing else about the page changes, but that the digest of a script which is
    minified here, by the same program, no longer fits.
    """
    for name, version in set(_NPM.findall(text)):
        shutil.copytree(package(name, version, packages), html / "npm" / f"{name}@{version}")
    for path, version in set(_REQUIRE.findall(text)):
        target = html / path.removeprefix("/")
        target.parent.mkdir(parents=True)
        _minify_require(package("requirejs", version, packages), target)
    text = _REQUIRE.sub(r"\1", _INTEGRITY.sub("", text))
    return _NPM_ROOT.sub("/npm/", text)


def package(name: str, version: str, packages: Path) -> Path:
    """Give the folder of an npm package, fetching it if it is not kept already."""
    kept = packages / f"{name}@{version}"
    if kept.is_dir():
        return kept
    if shutil.which("npm") is None:
        raise CannotBuildStockError(
            f"the stock page needs the package {name}@{version}: "
            "install Node.js, whose npm fetches it"
        )
    fresh = packages / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    # "pack" downloads and runs nothing of what it downloads.
    _run("npm", "pack", "--silent", "--pack-destination", str(fresh), f"{name}@{version}")
    (archive,) = fresh.glob("*.tgz")
    with tarfile.open(archive) as content:
        content.extractall(fresh, filter="data")
    kept.parent.mkdir(parents=True, exist_ok=True)
    (fresh / "package").rename(kept)
    shutil.rmtree(fresh)
    return kept


def _minify_require(requirejs: Path, target: Path) -> None:
    """Minify require.js as its makers do: the package holds only the long form."""
    _run(
        *("node", str(requirejs / "bin" / "r.js"), "-o", f"baseUrl={requirejs}"),
        *("paths.requireLib=require", "name=requireLib", "skipModuleInsertion=true"),
        *("optimize=uglify", f"out={target}"),
    )


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        told = (done.stdout + done.stderr).strip()
        raise CannotBuildStockError(f"{' '.join(command)} failed:\n{told}")
