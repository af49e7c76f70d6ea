"""The desk's office: what its page asks, and what it is answered, in a browser as on a server."""

from typing import Final

SUFFIX: Final = ".hedgelab"
"""How the name of a class file ends."""

KEPT: Final = f".desk{SUFFIX}"
"""The class file of a class that lies in a folder of its own, in that folder."""
