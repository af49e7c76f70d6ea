"""Readies the kernels that run the cells while the book is built."""

import os

import zmq
from jupyter_client.manager import KernelManager
from sphinx.application import Sphinx


def setup(_app: Sphinx) -> None:
    """Set what the kernels of this process will start with."""
    # There a widget need not write the reader's answers into an output as well.
    os.environ["HEDGELAB_BOOK"] = "1"
    # Else each kernel warns that whoever shares the machine may listen. Nothing between
    # Sphinx and the kernels hands a setting on, so the default is what can be changed.
    if zmq.has("curve"):
        KernelManager.transport_encryption.default_value = "auto"
