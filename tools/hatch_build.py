"""What a build of the package does besides packing: scripts, README and links are seen to."""

import re
from pathlib import Path
from typing import Any

import yaml
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

ARTICLE = "https://doi.org/10.1080/14683857.2019.1578053"

_PICTURE = re.compile(r"<picture>.*?</picture>\s*", re.DOTALL)
_IMAGE = re.compile(r'\b(src|srcset)="(?!https?:)([^"]+)"')
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#)([^)]+)\)")


class NeedsBundles(BuildHookInterface[BuilderConfig]):
    """Stops a build where the widgets' modules have not been joined."""

    def initialize(self, version: str, _build_data: dict[str, Any]) -> None:
        """Look before anything is packed; an editable install may come before they are made."""
        if version != "editable" and not any(
            (Path(self.root) / "src/hedgelab/widgets/bundles").glob("*.js")
        ):
            raise RuntimeError(
                "The widgets' scripts have not been made, and a package without them is of no use: "
                "type 'make bundles', or 'npm ci' and 'node tools/bundle.mjs', and build again."
            )


class Addresses(MetadataHookInterface):
    """Gives the package the README that an index can show, and links to where the project lives."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in what ``_config.yml`` knows; where it names no address, nothing points nowhere."""
        root = Path(self.root)
        config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
        repository = (config["repository"]["url"] or "").rstrip("/")
        readme = (root / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": readme_for_index(readme, repository, config["repository"]["branch"]),
        }
        metadata["urls"] = links(repository, config["html"]["baseurl"] or "")


def readme_for_index(readme: str, repository: str, branch: str) -> str:
    """Make links to files of the project absolute, or plain words where it has no address.

    Parameters
    ----------
    readme : str
        The README, whose links are relative.
    repository : str
        The address of the repository; "" where it has none.
    branch : str
        Its main branch.
    """
    if not repository:
        return _LINK.sub(r"\1", _PICTURE.sub("", readme))
    with_images = _IMAGE.sub(rf'\1="{repository}/raw/{branch}/\2"', readme)
    return _LINK.sub(rf"[\1]({repository}/blob/{branch}/\2)", with_images)


def links(repository: str, book: str) -> dict[str, str]:
    """Name the places that have an address."""
    found = {"Book": book, "Repository": repository}
    if repository:
        found["Issues"] = f"{repository}/issues"
    return {name: address for name, address in found.items() if address} | {"Article": ARTICLE}
