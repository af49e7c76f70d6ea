"""Grading on more than this machine: a cluster's workers, and files that lie elsewhere.

The extra ``cluster`` brings what is needed: dask.distributed, and fsspec with a package of its own
for each kind of storage.
"""

import logging
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hedgelab import __version__
from hedgelab.extras import brought_by

if TYPE_CHECKING:
    from distributed import Client
    from fsspec import AbstractFileSystem

_SCHEME = "://"
_WAIT = 30  # seconds for a scheduler, and for its first worker


class ClusterError(ValueError):
    """What keeps a grading from a cluster or an address; the message says what to do."""


def is_address(typed: str) -> bool:
    r"""Whether somebody typed the address of a storage elsewhere, and no path of this machine.

    Examples
    --------
    >>> is_address("s3://course/week-3"), is_address("submissions"), is_address(r"C:\course")
    (True, False, False)
    """
    return _SCHEME in typed


@contextmanager
def executor_at(address: str) -> Iterator[Executor]:
    """Give the workers of a cluster as an executor.

    Parameters
    ----------
    address : str
        Of its scheduler, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    ClusterError
        If no scheduler answers there, none of its workers does, or one has another Hedging Lab.
    ModuleNotFoundError
        If the extra is not installed; it says what to type.
    """
    with brought_by("cluster"):
        from distributed import Client  # noqa: PLC0415
    # What becomes of a worker is no news to whoever grades: its work is done by another.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"{address}: no cluster answers there ({error}): start one with 'dask scheduler' and "
            "'dask worker', and give the address that the scheduler tells"
        ) from None
    with client:
        _check_workers(client, address)
        yield client.get_executor(pure=False)


def _check_workers(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_WAIT)
        versions = client.run(_version)
    except TimeoutError:
        raise ClusterError(f"{address}: the cluster has no worker: start one") from None
    except Exception as error:  # whatever a worker says that cannot find us
        raise ClusterError(
            f"{address}: a worker has no Hedging Lab ({error}): install {__version__} where the "
            "workers run"
        ) from None
    if others := {it for it in versions.values() if it != __version__}:
        raise ClusterError(
            f"{address}: a worker has Hedging Lab {', '.join(sorted(others))}, and this is "
            f"{__version__}: install the same where the workers run"
        )


def _version() -> str:
    return __version__


@contextmanager
def fetched(addresses: list[str]) -> Iterator[dict[Path, str]]:
    """Copy what lies at addresses elsewhere to this machine, for as long as it is graded.

    Parameters
    ----------
    addresses : list of str
        Of files and folders, as fsspec reads them: ``s3://``, ``gs://``, ``sftp://``, …

    Yields
    ------
    dict
        The address of each copy, by its path.

    Raises
    ------
    ClusterError
        If one cannot be read.
    ModuleNotFoundError
        If the extra is not installed; it says what to type.
    """
    with brought_by("cluster"):
        import fsspec  # noqa: PLC0415
    with TemporaryDirectory(prefix="hedgelab-") as folder:
        copies = {}
        for number, address in enumerate(addresses):
            try:
                storage, root = fsspec.url_to_fs(address)
                copies[_copied(storage, root, Path(folder) / str(number))] = address
            except Exception as error:  # each kind of storage has its own
                raise ClusterError(
                    f"{address}: cannot be read ({error}): check the address, your rights there, "
                    "and that fsspec's package for this kind of storage is installed"
                ) from None
        yield copies


def _copied(storage: "AbstractFileSystem", root: str, here: Path) -> Path:
    """Copy a file, or a folder with all that lies in it, under its own name and its folder's."""
    whole = PurePosixPath(root.rstrip("/"))
    top = here / (whole.parent.name or "_") / whole.name
    names = storage.find(root)
    if not names:
        raise FileNotFoundError("there is nothing")
    for name in sorted(names):
        inside = os.path.relpath(name, root).replace(os.sep, "/")
        parts = [] if inside == "." else inside.split("/")
        if ".." in parts:
            raise ValueError(f"{name} is no name of a file")
        path = top.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        storage.get_file(name, str(path))
    return top
