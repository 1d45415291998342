"""Service Quotas: SageMaker's, by name, and set to other values."""

import pytest
from botocore.exceptions import ClientError

from tests.support import LocalAws


def quotas(aws: LocalAws, region: str = "us-east-1") -> dict[str, float]:
    client = aws.client("service-quotas", region=region)
    pages = client.get_paginator("list_service_quotas").paginate(ServiceCode="sagemaker")
    return {quota["QuotaName"]: quota["Value"] for page in pages for quota in page["Quotas"]}


def test_sagemaker_has_a_quota_for_each_type_and_use(aws: LocalAws) -> None:
    values = quotas(aws)
    for use in ("training job", "spot training job", "processing job", "endpoint"):
        assert values[f"ml.m5.large for {use} usage"] == 20
    assert len(values) > 500


def test_a_quota_can_be_set_for_a_region(aws: LocalAws) -> None:
    name = "ml.m5.4xlarge for endpoint usage"
    assert aws.control("POST", "quotas/us-east-1", json={name: 0}).status_code == 201
    assert quotas(aws)[name] == 0
    assert quotas(aws, "eu-central-1")[name] == 20


def test_what_is_no_quota_is_refused_and_sets_nothing(aws: LocalAws) -> None:
    answer = aws.control("POST", "quotas/us-east-1", json={"ml.m5.xlarge for endpoint usage": 0, "horses": 1})
    assert answer.status_code == 400
    assert answer.json() == {"problems": ["SageMaker has no quota named 'horses'"]}
    assert quotas(aws)["ml.m5.xlarge for endpoint usage"] == 20
    assert aws.control("POST", "quotas/us-east-1", json=["x"]).status_code == 400


def test_another_service_is_refused(aws: LocalAws) -> None:
    with pytest.raises(ClientError, match="NoSuchResourceException"):
        aws.client("service-quotas").list_service_quotas(ServiceCode="glue")
