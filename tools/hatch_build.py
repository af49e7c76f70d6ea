"""Keeps a wheel without the joined widgets from being built."""

from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


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
