"""Models, model packages and their groups, and tags."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.services.support import IMAGE, ROLE, archive, put
from tests.support import LocalAws, wait_for


def package(group: str, **more: Any) -> dict[str, Any]:
    return {
        "ModelPackageGroupName": group,
        "InferenceSpecification": {
            "Containers": [{"Image": IMAGE, "ModelDataUrl": "s3://material/registry/model.tar.gz"}],
            "SupportedContentTypes": ["application/json"],
            "SupportedResponseMIMETypes": ["application/json"],
        },
        **more,
    }


def test_versions_are_numbered_approved_and_listed(sagemaker: Any) -> None:
    group = sagemaker.create_model_package_group(ModelPackageGroupName="Group")["ModelPackageGroupArn"]
    metrics = {"ModelQuality": {"Statistics": {"ContentType": "application/json", "S3Uri": "s3://material/e.json"}}}
    first = sagemaker.create_model_package(
        **package("Group", ModelMetrics=metrics, CustomerMetadataProperties={"value": "0.9"}, ClientToken="once")
    )["ModelPackageArn"]
    assert sagemaker.create_model_package(**package("Group", ClientToken="once"))["ModelPackageArn"] == first
    second = sagemaker.create_model_package(**package("Group", ModelApprovalStatus="Approved"))["ModelPackageArn"]
    assert [first.rpartition("/")[2], second.rpartition("/")[2]] == ["1", "2"]

    found = sagemaker.describe_model_package(ModelPackageName=first)
    assert (found["ModelPackageVersion"], found["ModelApprovalStatus"]) == (1, "PendingManualApproval")
    assert found["ModelMetrics"] == metrics and found["CustomerMetadataProperties"] == {"value": "0.9"}
    sagemaker.update_model_package(ModelPackageArn=first, ModelApprovalStatus="Approved", ApprovalDescription="by hand")
    found = sagemaker.describe_model_package(ModelPackageName=first)
    assert (found["ModelApprovalStatus"], found["ApprovalDescription"]) == ("Approved", "by hand")
    assert found["CustomerMetadataProperties"] == {"value": "0.9"}

    def versions(**filters: Any) -> list[int]:
        listed = sagemaker.list_model_packages(ModelPackageGroupName="Group", **filters)["ModelPackageSummaryList"]
        return [entry["ModelPackageVersion"] for entry in listed]

    assert versions() == [1, 2]
    assert versions(SortBy="CreationTime", SortOrder="Descending", MaxResults=1) == [2]
    assert versions(ModelApprovalStatus="Rejected") == []

    with pytest.raises(ClientError) as full:
        sagemaker.delete_model_package_group(ModelPackageGroupName="Group")
    assert full.value.response["Error"]["Code"] == "ConflictException"
    sagemaker.delete_model_package(ModelPackageName=second)
    third = sagemaker.create_model_package(**package("Group"))["ModelPackageArn"]
    assert third.rpartition("/")[2] == "3"
    for arn in (first, third):
        sagemaker.delete_model_package(ModelPackageName=arn)
    assert sagemaker.list_tags(ResourceArn=group)["Tags"] == []
    sagemaker.delete_model_package_group(ModelPackageGroupName="Group")
    with pytest.raises(ClientError, match="does not exist"):
        sagemaker.describe_model_package_group(ModelPackageGroupName="Group")


def test_a_model_can_come_from_a_package(aws: LocalAws, sagemaker: Any) -> None:
    inference = "def model_fn(folder):\n    return 1\ndef predict_fn(data, model):\n    return 7\n"
    data = put(aws, "registry/model.tar.gz", archive({"code/serve.py": inference}))
    sagemaker.create_model_package_group(ModelPackageGroupName="served")
    request = package("served", ModelApprovalStatus="Approved")
    environment = {"SAGEMAKER_PROGRAM": "serve.py", "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code"}
    request["InferenceSpecification"]["Containers"] = [
        {"Image": IMAGE, "ModelDataUrl": data, "Environment": environment}
    ]
    arn = sagemaker.create_model_package(**request)["ModelPackageArn"]
    container = {"ModelPackageName": arn}
    sagemaker.create_model(ModelName="from-package", PrimaryContainer=container, ExecutionRoleArn=ROLE)
    found = sagemaker.describe_model(ModelName="from-package")
    assert found["PrimaryContainer"] == container and "VpcConfig" not in found

    variant = {
        "VariantName": "A",
        "ModelName": "from-package",
        "InstanceType": "ml.m5.large",
        "InitialInstanceCount": 1,
    }
    sagemaker.create_endpoint_config(EndpointConfigName="from-package", ProductionVariants=[variant])
    assert "DataCaptureConfig" not in sagemaker.describe_endpoint_config(EndpointConfigName="from-package")
    sagemaker.create_endpoint(EndpointName="from-package", EndpointConfigName="from-package")
    describe = sagemaker.describe_endpoint
    wait_for("service", lambda: describe(EndpointName="from-package")["EndpointStatus"] == "InService")
    answer = aws.client("sagemaker-runtime").invoke_endpoint(EndpointName="from-package", Body=b"[1]")
    assert json.loads(answer["Body"].read()) == 7
    sagemaker.delete_endpoint(EndpointName="from-package")


def test_tags_of_everything_can_be_read(aws: LocalAws, sagemaker: Any) -> None:
    container = {"Image": IMAGE, "ModelDataUrl": "s3://material/registry/model.tar.gz"}
    tags = [{"Key": "a", "Value": "1"}]
    arn = sagemaker.create_model(ModelName="Tagged", PrimaryContainer=container, ExecutionRoleArn=ROLE, Tags=tags)[
        "ModelArn"
    ]
    sagemaker.add_tags(ResourceArn=arn, Tags=[{"Key": "a", "Value": "2"}, {"Key": "b", "Value": "3"}])
    assert sagemaker.list_tags(ResourceArn=arn)["Tags"] == [{"Key": "a", "Value": "2"}, {"Key": "b", "Value": "3"}]
    variant = {"VariantName": "A", "ModelName": "Tagged", "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
    config = sagemaker.create_endpoint_config(EndpointConfigName="Tagged", ProductionVariants=[variant])
    assert sagemaker.list_tags(ResourceArn=config["EndpointConfigArn"])["Tags"] == []
    sagemaker.create_model_package_group(ModelPackageGroupName="tagged")
    version = sagemaker.create_model_package(**package("tagged"))["ModelPackageArn"]
    assert sagemaker.list_tags(ResourceArn=version)["Tags"] == []
    with pytest.raises(ClientError) as unknown:
        sagemaker.list_tags(ResourceArn="arn:aws:sagemaker:us-east-1:123456789012:user-profile/d-1/someone")
    assert unknown.value.response["Error"]["Code"] == "ValidationException"
    assert [model["ModelName"] for model in sagemaker.list_models(NameContains="Tagged")["Models"]] == ["Tagged"]
