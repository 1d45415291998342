"""A bucket for the tests of jobs, endpoints and state machines."""

from typing import Any

import pytest

from tests.services.support import BUCKET
from tests.support import LocalAws


@pytest.fixture(scope="session", autouse=True)
def bucket(aws: LocalAws) -> str:
    aws.client("s3").create_bucket(Bucket=BUCKET)
    return BUCKET


@pytest.fixture(scope="session")
def sagemaker(aws: LocalAws) -> Any:
    return aws.client("sagemaker")
