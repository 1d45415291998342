"""Functions that really run in Node: responses, errors, limits, logs, the SDK inside."""

import base64
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.support import ACCOUNT, ROOT, LocalAws, create_function, function_role, log_lines, wait_for, zipped


def name_of(what: str) -> str:
    return f"{what}-{uuid.uuid4().hex[:8]}"


def invoke(aws: LocalAws, name: str, event: Any = None, **parameters: Any) -> tuple[Any, dict[str, Any]]:
    answer = aws.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event), **parameters)
    return json.loads(answer["Payload"].read() or b"null"), answer


def test_a_function_sees_its_event_its_environment_and_its_context(aws: LocalAws) -> None:
    code = """exports.handler = async (event, context) => ({
      event, own: process.env.OWN, memory: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      region: process.env.AWS_REGION, endpoint: process.env.AWS_ENDPOINT_URL, handler: process.env._HANDLER,
      limit: context.memoryLimitInMB, arn: context.invokedFunctionArn, version: context.functionVersion,
      left: context.getRemainingTimeInMillis(), id: context.awsRequestId,
      heap: require("node:v8").getHeapStatistics().heap_size_limit >> 20, group: context.logGroupName });"""
    name = name_of("look")
    arn = create_function(aws, name, code, MemorySize=192, Environment={"Variables": {"OWN": "1"}})
    seen, answer = invoke(aws, name, {"a": [1, "ä"]}, LogType="Tail")
    assert answer["StatusCode"] == 200 and "FunctionError" not in answer
    assert 5000 < seen.pop("left") <= 10000 and 150 < seen.pop("heap") < 300
    request_id = seen.pop("id")
    assert seen == {
        "event": {"a": [1, "ä"]},
        "own": "1",
        "memory": "192",
        "region": "us-east-1",
        "endpoint": aws.url,
        "handler": "index.handler",
        "limit": "192",
        "arn": arn,
        "version": "$LATEST",
        "group": f"/aws/lambda/{name}",
    }
    tail = base64.b64decode(answer["LogResult"]).decode().splitlines()
    assert tail[0] == f"START RequestId: {request_id} Version: $LATEST"
    assert tail[-2] == f"END RequestId: {request_id}"
    assert tail[-1].startswith(f"REPORT RequestId: {request_id}\tDuration: ") and "Memory Size: 192 MB" in tail[-1]


def test_a_process_is_kept_warm_until_the_code_changes(aws: LocalAws) -> None:
    name = name_of("warm")
    create_function(aws, name, "let calls = 0; exports.handler = async () => [++calls, 'old'];")
    assert [invoke(aws, name)[0] for _ in range(3)] == [[1, "old"], [2, "old"], [3, "old"]]
    aws.client("lambda").update_function_code(
        FunctionName=name, ZipFile=zipped({"index.mjs": "export const handler = async () => 'new';"})
    )
    assert invoke(aws, name)[0] == "new"


def test_any_json_is_an_event(aws: LocalAws) -> None:
    name = name_of("echo")
    create_function(aws, name, "exports.handler = async (event) => event;")
    for event in (None, 7, "text", [1], {"qualifier": "x", "url": "https://example.com/?a=b&Action=c"}):
        assert invoke(aws, name, event)[0] == event


def test_a_published_version_keeps_its_code(aws: LocalAws) -> None:
    name, functions = name_of("version"), aws.client("lambda")
    create_function(aws, name, "exports.handler = async (event, context) => ['old', context.functionVersion];")
    version = functions.publish_version(FunctionName=name)["Version"]
    functions.update_function_code(FunctionName=name, ZipFile=zipped({"index.js": "exports.handler = async () => 1;"}))
    assert invoke(aws, name)[0] == 1
    assert invoke(aws, name, Qualifier=version)[0] == ["old", version]


@pytest.mark.parametrize(
    ("code", "error_type", "message"),
    [
        ("exports.handler = async () => { throw new RangeError('too far'); };", "RangeError", "too far"),
        ("exports.handler = (event, context, callback) => callback(new Error('told'));", "Error", "told"),
        ("exports.handler = async () => { throw 'a text'; };", "string", "a text"),
        ("exports.other = 1;", "Runtime.HandlerNotFound", "index.handler is undefined or not exported"),
        ("exports.handler = (", "Runtime.UserCodeSyntaxError", "SyntaxError: "),
        ("require('nothing-of-that-name');", "Error", "Cannot find module 'nothing-of-that-name'"),
        ("exports.handler = () => process.exit(7);", "Runtime.ExitError", "Runtime exited with error: exit status 7"),
        (
            "exports.handler = () => new Promise(() => setTimeout(() => { throw new Error('late'); }));",
            "Error",
            "late",
        ),
    ],
)
def test_a_failure_is_told_as_aws_tells_it(aws: LocalAws, code: str, error_type: str, message: str) -> None:
    name = name_of("fail")
    create_function(aws, name, code)
    for _ in range(2):
        error, answer = invoke(aws, name)
        assert answer["FunctionError"] == "Unhandled" and answer["StatusCode"] == 200
        assert error["errorType"] == error_type and message in error["errorMessage"]
    if error_type == "RangeError":
        assert error["trace"][0] == "RangeError: too far"


def test_a_function_that_takes_too_long_is_ended(aws: LocalAws) -> None:
    name = name_of("slow")
    create_function(aws, name, "exports.handler = (e) => e ? new Promise(() => {}) : 'quick';", Timeout=1)
    error, answer = invoke(aws, name, 1, LogType="Tail")
    assert answer["FunctionError"] == "Unhandled"
    sentence = "Task timed out after 1.00 seconds"
    assert error["errorType"] == "Sandbox.Timedout" and error["errorMessage"].endswith(sentence)
    assert sentence in base64.b64decode(answer["LogResult"]).decode()


def test_logs_go_to_the_group_of_the_function(aws: LocalAws) -> None:
    name = name_of("talk")
    code = """exports.handler = async () => {
      console.log('one\\ntwo', {a: 1}); console.error('bad'); process.stdout.write('raw\\n'); };"""
    create_function(aws, name, code)
    invoke(aws, name)
    lines = log_lines(aws, f"/aws/lambda/{name}")
    assert lines[1].split("\t")[2:] == ["INFO", "one\rtwo { a: 1 }"]
    assert lines[2].split("\t")[2:] == ["ERROR", "bad"]
    assert lines[3] == "raw" and lines[0].startswith("START") and lines[-1].startswith("REPORT")


def test_a_role_that_may_not_create_the_log_group_gets_none(aws: LocalAws) -> None:
    name = name_of("quiet")
    role = function_role(aws, name, "logs:CreateLogStream", "logs:PutLogEvents")
    create_function(aws, name, "exports.handler = async () => { console.log('x'); };", Role=role)
    assert invoke(aws, name)[0] is None
    assert aws.client("logs").describe_log_groups(logGroupNamePrefix=f"/aws/lambda/{name}")["logGroups"] == []


def test_many_calls_at_once_run_side_by_side(aws: LocalAws) -> None:
    name = name_of("many")
    code = "exports.handler = (n) => new Promise((resolve) => setTimeout(() => resolve(n), 200));"
    create_function(aws, name, code)
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda n: invoke(aws, name, n)[0], range(6))) == list(range(6))


def test_an_asynchronous_failure_is_tried_again_and_then_handed_over(aws: LocalAws) -> None:
    sqs, name = aws.client("sqs"), name_of("later")
    queue = sqs.create_queue(QueueName=name)["QueueUrl"]
    create_function(
        aws,
        name,
        "exports.handler = async () => { throw new Error('never'); };",
        DeadLetterConfig={"TargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:{name}"},
    )
    aws.client("lambda").put_function_event_invoke_config(FunctionName=name, MaximumRetryAttempts=1)
    answer = aws.client("lambda").invoke(FunctionName=name, InvocationType="Event", Payload=b'{"n": 1}')
    assert answer["StatusCode"] == 202
    messages = wait_for("the dead letter", lambda: sqs.receive_message(QueueUrl=queue).get("Messages"))
    assert json.loads(messages[0]["Body"]) == {"n": 1}
    starts = [line for line in log_lines(aws, f"/aws/lambda/{name}") if line.startswith("START")]
    assert len(starts) == 2 and len(set(starts)) == 1  # the same request, twice


def test_what_cannot_run_is_refused_by_name(aws: LocalAws) -> None:
    name = name_of("python")
    create_function(aws, name, "", Runtime="python3.12")
    with pytest.raises(ClientError, match="runs Node.js functions from a zip; .* with runtime python3.12"):
        invoke(aws, name)
    with pytest.raises(ClientError, match="Could not parse request body into json"):
        aws.client("lambda").invoke(FunctionName=name, Payload=b"{no")


def test_the_javascript_sdk_inside_a_function_reaches_this_aws(aws: LocalAws) -> None:
    """Unmodified, over TLS: endpoint, credentials and trust come from the environment."""
    bucket, name = name_of("from-node"), name_of("sdk")
    aws.client("s3").create_bucket(Bucket=bucket)
    modules = ROOT / "node_modules"
    code = f"""
    const {{ S3Client, PutObjectCommand }} = require({json.dumps(str(modules / "@aws-sdk/client-s3"))});
    const s3 = new S3Client({{}});
    exports.handler = async ({{ bucket }}) => {{
      await s3.send(new PutObjectCommand({{ Bucket: bucket, Key: "hello", Body: "from node" }}));
    }};"""
    create_function(aws, name, code, Timeout=30)
    result, answer = invoke(aws, name, {"bucket": bucket})
    assert "FunctionError" not in answer, result
    assert aws.client("s3").get_object(Bucket=bucket, Key="hello")["Body"].read() == b"from node"
