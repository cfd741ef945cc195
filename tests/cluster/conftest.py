"""Sites in stores and on a local Dask cluster of processes; all of it is left out where the extra is not installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from smo_core.stores import place_of

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def memory():
    """Return the address of an empty folder in this process's memory."""
    pytest.importorskip("upath")
    yield "memory://teas"
    place_of("memory://teas").fs.store.clear()


@pytest.fixture(scope="session")
def s3():
    """Return the address of a bucket on an S3 server of this machine."""
    for package in ("upath", "s3fs"):
        pytest.importorskip(package)
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    own = {
        "AWS_ACCESS_KEY_ID": "any",
        "AWS_SECRET_ACCESS_KEY": "any",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    import s3fs

    s3fs.S3FileSystem().mkdir("teas")
    yield "s3://teas"
    for name, value in before.items():
        os.environ.pop(name)
        if value is not None:
            os.environ[name] = value
    server.stop()


@pytest.fixture(scope="session")
def cluster():
    """Return a Dask cluster of two processes on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as started:
        yield started


@pytest.fixture
def executor(cluster):
    """Return the executor of that cluster."""
    from smo_core.folder.cluster import dask

    with dask(cluster.scheduler_address) as found:
        yield found
