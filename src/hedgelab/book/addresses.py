"""Links that need an address: where the book is, where the project lives, where labs can be run.

The addresses stand in ``_config.yml`` and nowhere else.  Where one is missing, so is every link
that would need it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, urlencode

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform

_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+)")
_GITLAB = re.compile(r"https://gitlab\.com/([\w.-]+(?:/[\w.-]+)+)")

_NO_CHAPTERS = {"genindex", "search"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """What ``_config.yml`` knows of where things are.

    Attributes
    ----------
    book : str
        Where the book is published, with a slash at its end; "" where it is not.
    repository : str
        Where the project lives; "" where nobody knows.
    branch : str
        Its main branch.
    binder, colab, jupyterhub : str
        Services that run notebooks; "" for one that is not to be offered.
    """

    book: str = ""
    repository: str = ""
    branch: str = "main"
    binder: str = ""
    colab: str = ""
    jupyterhub: str = ""

    @classmethod
    def of(cls, config: Config) -> "Addresses":
        """Read them from the settings of a build."""
        theme = config.html_theme_options
        launch = {name: _bare(at) for name, at in config.hedgelab_launch.items()}
        book = _bare(config.html_baseurl)
        return cls(
            book=f"{book}/" if book else "",
            repository=_bare(theme.get("repository_url")),
            branch=theme.get("repository_branch") or "main",
            **launch,
        )

    def page(self, docname: str) -> str:
        """Give the address of a page of the book; "" where the book has none."""
        return f"{self.book}{quote(docname)}.html" if self.book else ""

    def correction(self, docname: str, title: str) -> str:
        """Give where a reader can say that something on a page is wrong."""
        if not _GITHUB.fullmatch(self.repository):
            return f"{self.repository}/-/issues/new" if _GITLAB.fullmatch(self.repository) else ""
        asked = {
            "template": "fact.yml",
            "title": f"{title}: ",
            "page": self.page(docname) or docname,
        }
        return f"{self.repository}/issues/new?{urlencode(asked)}"

    def launches(self, notebook: str) -> dict[str, str]:
        """Give where a notebook can be run, by the name of the service.

        Parameters
        ----------
        notebook : str
            Its path in the repository.

        Examples
        --------
        >>> home = Addresses(repository="https://github.com/o/r", colab="https://colab.example")
        >>> home.launches("notebooks/arms.ipynb")
        {'Colab': 'https://colab.example/github/o/r/blob/main/notebooks/arms.ipynb'}
        """
        if not self.repository:
            return {}
        github, gitlab = _GITHUB.fullmatch(self.repository), _GITLAB.fullmatch(self.repository)
        lab = urlencode({"urlpath": f"lab/tree/{notebook}"})
        found = {}
        if self.binder and (github or gitlab):
            of = (
                f"gh/{github[1]}" if github else f"gl/{quote(gitlab[1], safe='')}" if gitlab else ""
            )
            found["Binder"] = f"{self.binder}/v2/{of}/{quote(self.branch, safe='')}?{lab}"
        if self.colab and github:
            where = f"{github[1]}/blob/{self.branch}/{quote(notebook)}"
            found["Colab"] = f"{self.colab}/github/{where}"
        if self.jupyterhub:
            folder = PurePosixPath(self.repository).name
            pulled = {
                "repo": self.repository,
                "branch": self.branch,
                "urlpath": f"lab/tree/{folder}/{notebook}",
            }
            found["JupyterHub"] = (
                f"{self.jupyterhub}/hub/user-redirect/git-pull?{urlencode(pulled)}"
            )
        return found

    def sitemap(self, docnames: Iterable[str]) -> str:
        """Give the list of pages that search engines read; "" where the book has no address."""
        if not self.book:
            return ""
        pages = (name for name in sorted(docnames) if name not in _NO_CHAPTERS)
        entries = "".join(f"<url><loc>{escape(self.page(name))}</loc></url>\n" for name in pages)
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n'
        return f"{head}{entries}</urlset>\n"

    def page_links(self, docname: str, title: str) -> str:
        """Give the line of links at the foot of a page; "" where none leads anywhere."""
        links = {
            "Suggest a correction": self.correction(docname, title),
            "Earlier editions": f"{self.book}editions/" if self.book else "",
        }
        shown = " · ".join(
            f'<a href="{escape(address)}">{text}</a>' for text, address in links.items() if address
        )
        return f'<p class="page-links">{shown}</p>' if shown else ""


def _bare(address: str | None) -> str:
    return (address or "").strip().rstrip("/")


def launch_nodes(addresses: Addresses, notebook: str) -> Iterator[nodes.Node]:
    """Give the end of a lab's line of links: where it can be run without installing anything."""
    launches = addresses.launches(notebook)
    for number, (name, address) in enumerate(launches.items()):
        yield nodes.Text(
            " Or run it on " if not number else ", " if number < len(launches) - 1 else " or "
        )
        yield nodes.reference("", name, refuri=address)
    if launches:
        yield nodes.Text(".")


class CitedAddress(SphinxTransform):
    """Ends each line that says how to cite a page with the page's address."""

    default_priority = 410

    def apply(self, **_: object) -> None:
        """Change the document, where the book has an address."""
        address = Addresses.of(self.config).page(self.env.docname)
        if not address:
            return
        for line in self.document.findall(nodes.paragraph):
            if line.next_node(nodes.strong) and line.astext().startswith("Cite this "):
                shown = nodes.reference("", address, refuri=address)
                line += [nodes.Text(" "), shown, nodes.Text(".")]


def _finish_page(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the line of links, and make a picture's address whole for those who share the page."""
    addresses = Addresses.of(app.config)
    if doctree is not None:
        context["body"] += addresses.page_links(pagename, app.env.titles[pagename].astext())
    if addresses.book:
        relative = 'content="../_static/'
        context["metatags"] = context.get("metatags", "").replace(
            relative, f'content="{addresses.book}_static/'
        )


def _write_sitemap(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.name == "html":
        sitemap = Addresses.of(app.config).sitemap(app.env.found_docs)
        if sitemap:
            (Path(app.outdir) / "sitemap.xml").write_text(sitemap, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_config_value("hedgelab_launch", {}, "html", types=[dict])
    app.add_transform(CitedAddress)
    app.connect("html-page-context", _finish_page)
    app.connect("build-finished", _write_sitemap)
