"""Endpoints load a model's archive, answer as the scikit-learn container does, and change without interruption."""

import io
import json
from typing import Any

import numpy
import pytest
from botocore.exceptions import ClientError

from tests.services.support import BUCKET, IMAGE, ROLE, archive, log_lines, put
from tests.support import LocalAws, wait_for

INFERENCE = """
import json, os, pathlib

def model_fn(model_dir):
    return pathlib.Path(model_dir, "weight.txt").read_text()

def input_fn(body, content_type):
    if content_type != "application/json":
        from werkzeug.exceptions import UnsupportedMediaType
        raise UnsupportedMediaType(description=f"not {content_type}")
    return json.loads(body)

def predict_fn(data, model):
    if data == "crash":
        raise ValueError("no such row")
    if data == "die":
        os._exit(3)
    return [float(model) * value for value in data]

def output_fn(prediction, accept):
    return json.dumps({"predictions": prediction, "stage": os.environ.get("STAGE")}), accept
"""
DEFAULTS = """
class Doubling:
    def predict(self, rows):
        return rows.sum(axis=1) * 2

def model_fn(model_dir):
    return Doubling()
"""


class Endpoints:
    def __init__(self, aws: LocalAws) -> None:
        self.aws = aws
        self.client = aws.client("sagemaker")
        self.runtime = aws.client("sagemaker-runtime")

    def configuration(self, name: str, inference: str = INFERENCE, weight: str = "2", **environment: str) -> str:
        """A model and an endpoint configuration with the same name."""
        data = put(self.aws, f"models/{name}.tar.gz", archive({"weight.txt": weight, "code/inference.py": inference}))
        container = {
            "Image": IMAGE,
            "ModelDataUrl": data,
            "Environment": {
                "SAGEMAKER_PROGRAM": "inference.py",
                "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code",
                **environment,
            },
        }
        self.client.create_model(ModelName=name, PrimaryContainer=container, ExecutionRoleArn=ROLE)
        return self.configure(name)

    def configure(self, name: str) -> str:
        variant = {
            "VariantName": "AllTraffic",
            "ModelName": name,
            "InstanceType": "ml.t2.medium",
            "InitialInstanceCount": 1,
        }
        self.client.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[variant])
        return name

    def settled(self, name: str) -> dict[str, Any]:
        def look() -> dict[str, Any] | None:
            found = self.client.describe_endpoint(EndpointName=name)
            return None if found["EndpointStatus"] in ("Creating", "Updating") else found

        return wait_for("the endpoint", look, 30)  # type: ignore[return-value]

    def create(self, name: str, configuration: str) -> dict[str, Any]:
        self.client.create_endpoint(EndpointName=name, EndpointConfigName=configuration)
        return self.settled(name)

    def ask(self, name: str, body: Any, kind: str = "application/json", **more: Any) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.runtime.invoke_endpoint(EndpointName=name, Body=raw, ContentType=kind, **more)


@pytest.fixture(scope="module")
def endpoints(aws: LocalAws) -> Endpoints:
    return Endpoints(aws)


def test_an_endpoint_is_created_updated_and_deleted(aws: LocalAws, endpoints: Endpoints) -> None:
    endpoints.configuration("first", weight="2", STAGE="one")
    created = endpoints.client.create_endpoint(EndpointName="life", EndpointConfigName="first")
    with pytest.raises(ClientError, match="Cannot create already existing endpoint"):
        endpoints.client.create_endpoint(EndpointName="life", EndpointConfigName="first")
    found = endpoints.settled("life")
    assert (found["EndpointStatus"], found["EndpointConfigName"]) == ("InService", "first")
    assert found["EndpointArn"] == created["EndpointArn"]
    assert "FailureReason" not in found and "DataCaptureConfig" not in found
    variant = found["ProductionVariants"][0]
    assert (variant["VariantName"], variant["CurrentInstanceCount"], variant["CurrentWeight"]) == ("AllTraffic", 1, 1.0)
    assert variant["DeployedImages"][0]["SpecifiedImage"] == IMAGE

    answer = endpoints.ask("life", [1, 2])
    assert answer["ContentType"] == "application/json"
    assert answer["InvokedProductionVariant"] == "AllTraffic"
    assert json.loads(answer["Body"].read()) == {"predictions": [2.0, 4.0], "stage": "one"}

    endpoints.configuration("second", weight="3", STAGE="two")
    endpoints.client.update_endpoint(EndpointName="life", EndpointConfigName="second")
    with pytest.raises(ClientError, match="Cannot update in-progress endpoint"):
        endpoints.client.update_endpoint(EndpointName="life", EndpointConfigName="second")
    assert json.loads(endpoints.ask("life", [1])["Body"].read())["stage"] == "one"  # still the previous one
    assert endpoints.settled("life")["EndpointConfigName"] == "second"
    assert json.loads(endpoints.ask("life", [1])["Body"].read()) == {"predictions": [3.0], "stage": "two"}
    assert "model loaded, listening" in log_lines(aws, "/aws/sagemaker/Endpoints/life", "AllTraffic/i-")
    listed = endpoints.client.list_endpoints(NameContains="life", StatusEquals="InService")["Endpoints"]
    assert [endpoint["EndpointName"] for endpoint in listed] == ["life"]

    endpoints.client.delete_endpoint(EndpointName="life")
    with pytest.raises(ClientError, match='Could not find endpoint "arn:aws:sagemaker:us-east-1:123456789012:endpoint'):
        endpoints.client.describe_endpoint(EndpointName="life")
    with pytest.raises(ClientError, match="Endpoint life of account 123456789012 not found."):
        endpoints.ask("life", [1])
    assert not list((aws.state / "endpoints").glob("life*"))


def test_a_failed_update_is_rolled_back(endpoints: Endpoints) -> None:
    endpoints.configuration("good")
    endpoints.create("careful", "good")
    endpoints.configuration("broken", inference="raise SystemExit('no library')")
    endpoints.client.update_endpoint(EndpointName="careful", EndpointConfigName="broken")

    found = endpoints.settled("careful")

    assert (found["EndpointStatus"], found["EndpointConfigName"]) == ("InService", "good")
    assert found["FailureReason"] == (
        "The primary container for production variant AllTraffic did not pass the ping health check. "
        "Please check CloudWatch logs for this endpoint."
    )
    assert json.loads(endpoints.ask("careful", [1])["Body"].read())["predictions"] == [2.0]
    endpoints.client.delete_endpoint(EndpointName="careful")


def test_an_endpoint_that_cannot_start_is_failed(aws: LocalAws, endpoints: Endpoints) -> None:
    endpoints.configuration("unlucky", inference="import nothing_of_this_name")
    found = endpoints.create("unlucky", "unlucky")
    assert found["EndpointStatus"] == "Failed"
    assert "did not pass the ping health check" in found["FailureReason"]
    lines = wait_for(
        "the log",
        lambda: [line for line in log_lines(aws, "/aws/sagemaker/Endpoints/unlucky", "All") if "No mod" in line],
    )
    assert lines == ["ModuleNotFoundError: No module named 'nothing_of_this_name'"]
    with pytest.raises(ClientError, match="not found"):
        endpoints.ask("unlucky", [1])

    aws.client("s3").delete_object(Bucket=BUCKET, Key="models/unlucky.tar.gz")
    found = endpoints.create("no-data", "unlucky")
    assert found["FailureReason"].startswith(
        'Failed to download model data for container "container_1" from URL: "s3://material/models/unlucky.tar.gz".'
    )
    for name in ("unlucky", "no-data"):
        endpoints.client.delete_endpoint(EndpointName=name)


def test_errors_of_the_model_are_told_apart(endpoints: Endpoints) -> None:
    endpoints.configuration("errors")
    endpoints.create("errors", "errors")
    with pytest.raises(ClientError) as refused:
        endpoints.ask("errors", b"x", "text/plain")
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 424
    assert refused.value.response["Error"]["Code"] == "ModelError"
    assert refused.value.response["OriginalStatusCode"] == 415
    assert "not text/plain" in refused.value.response["OriginalMessage"]
    assert refused.value.response["Error"]["Message"].startswith(
        'Received client error (415) from primary with message "'
    )

    with pytest.raises(ClientError) as crashed:
        endpoints.ask("errors", "crash")
    assert crashed.value.response["OriginalStatusCode"] == 500
    assert "Internal Server Error" in crashed.value.response["OriginalMessage"]
    assert "/aws/sagemaker/Endpoints/errors" in crashed.value.response["LogStreamArn"]

    with pytest.raises(ClientError) as died:
        endpoints.ask("errors", "die")
    assert died.value.response["Error"]["Code"] == "ModelError"
    assert json.loads(endpoints.ask("errors", [1])["Body"].read())["predictions"] == [2.0]  # started again

    with pytest.raises(ClientError) as large:
        endpoints.ask("errors", b"0" * (6 * 1024 * 1024 + 1))
    assert large.value.response["ResponseMetadata"]["HTTPStatusCode"] == 413
    with pytest.raises(ClientError) as unknown:
        endpoints.ask("nothing", [1])
    assert unknown.value.response["Error"] == {
        "Code": "ValidationError",
        "Message": "Endpoint nothing of account 123456789012 not found.",
    }
    endpoints.client.delete_endpoint(EndpointName="errors")


def test_without_functions_of_its_own_a_model_gets_the_containers(endpoints: Endpoints) -> None:
    endpoints.configuration("defaults", inference=DEFAULTS)
    endpoints.create("defaults", "defaults")
    assert json.loads(endpoints.ask("defaults", [[1, 2], [3, 4]])["Body"].read()) == [6.0, 14.0]
    table = endpoints.ask("defaults", b"1,2\n3,4\n", "text/csv", Accept="text/csv")
    assert (table["ContentType"], table["Body"].read()) == ("text/csv", b"6.0\n14.0\n")
    binary = io.BytesIO()
    numpy.save(binary, numpy.array([[250.0, 1.0]]))
    answer = endpoints.ask("defaults", binary.getvalue(), "application/x-npy", Accept="application/x-npy")
    assert numpy.load(io.BytesIO(answer["Body"].read())).tolist() == [502.0]
    for kind, accept, status in (("image/png", "application/json", 415), ("application/json", "image/png", 406)):
        with pytest.raises(ClientError) as error:
            endpoints.ask("defaults", b"[[1]]", kind, Accept=accept)
        assert error.value.response["OriginalStatusCode"] == status
    endpoints.client.delete_endpoint(EndpointName="defaults")


def test_a_serverless_variant_is_served_too(endpoints: Endpoints) -> None:
    endpoints.configuration("serverless-model")
    serverless = {"MemorySizeInMB": 2048, "MaxConcurrency": 2}
    variant = {"VariantName": "AllTraffic", "ModelName": "serverless-model", "ServerlessConfig": serverless}
    endpoints.client.create_endpoint_config(EndpointConfigName="serverless", ProductionVariants=[variant])
    found = endpoints.create("serverless", "serverless")
    assert found["EndpointStatus"] == "InService"
    assert found["ProductionVariants"][0]["CurrentServerlessConfig"] == serverless
    assert json.loads(endpoints.ask("serverless", [1])["Body"].read())["predictions"] == [2.0]
    endpoints.client.delete_endpoint(EndpointName="serverless")


def test_what_does_not_exist_is_named(endpoints: Endpoints) -> None:
    client = endpoints.client
    with pytest.raises(ClientError, match='Could not find endpoint configuration "arn:aws:sagemaker:'):
        client.create_endpoint(EndpointName="x", EndpointConfigName="none")
    with pytest.raises(ClientError, match='Could not find model "arn:aws:sagemaker:'):
        endpoints.configure("none")
    with pytest.raises(ClientError, match='Could not find model "arn:aws:sagemaker:'):
        client.delete_model(ModelName="none")
    with pytest.raises(ClientError, match="The local AWS cannot run the image 'other'"):
        client.create_model(ModelName="x", PrimaryContainer={"Image": "other"}, ExecutionRoleArn=ROLE)


def test_endpoints_serve_again_after_a_crash(own_aws: LocalAws) -> None:
    own_aws.client("s3").create_bucket(Bucket=BUCKET)
    endpoints = Endpoints(own_aws)
    endpoints.configuration("lasting")
    endpoints.create("lasting", "lasting")
    for end in (own_aws.crash, own_aws.stop):
        wait_for("the save", lambda: own_aws.control("GET", "health").json()["saved"])
        end()
        own_aws.note_file.unlink(missing_ok=True)
        own_aws.start()
        endpoints = Endpoints(own_aws)
        assert json.loads(endpoints.ask("lasting", [1])["Body"].read())["predictions"] == [2.0]
        assert endpoints.settled("lasting")["EndpointStatus"] == "InService"
