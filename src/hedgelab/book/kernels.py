"""Readies the kernels that run the cells while the book is built."""

import os

import zmq
from jupyter_client.manager import KernelManager
from sphinx.application import Sphinx


def setup(_app: Sphinx) -> None:
    """Set what the kernels of this process will start with."""
    # There a widget need not write the reader's answers into an output as well.
    os.environ["HEDGELAB_BOOK"] = "1"
    # Without it each kernel warns that others on this machine may listen. Sphinx hands no
    # setting on to the kernels, so the default itself is changed.
    if zmq.has("curve"):
        KernelManager.transport_encryption.default_value = "auto"
