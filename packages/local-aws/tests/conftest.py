"""One server for all tests that leave it as they found it; tests that stop or crash one start their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deployment import Deployment
from tests.support import LocalAws


@pytest.fixture(scope="session")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAws]:
    server = LocalAws(tmp_path_factory.mktemp("local-aws") / "state").start()
    yield server
    assert server.stop() == 0, server.log


@pytest.fixture
def own_aws(tmp_path: Path) -> Iterator[LocalAws]:
    server = LocalAws(tmp_path / "state").start()
    yield server
    if server.note_file.exists():
        server.stop()


@pytest.fixture(scope="session")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    made = Deployment(tmp_path_factory.mktemp("terraform"))
    yield made
    assert made.aws.stop() == 0, made.aws.log


@pytest.fixture(scope="session", autouse=True)
def _deploy_early(request: pytest.FixtureRequest) -> None:
    """Half of a deployment is the provider's own waiting, so it runs in parallel with the other tests."""
    if any("deployment" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("deployment")
