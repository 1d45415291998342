"""The real provider deploys the platform's resources: all of them read back as written, and all can be destroyed."""

from tests.deployment import Deployment
from tests.support import ACCOUNT, wait_for


def test_a_stack_lives_and_dies_without_a_trace(deployment: Deployment) -> None:
    aws = deployment.aws
    deployment.wait()
    code, output = deployment.plan()
    assert code == 0, output

    wait_for("the save", lambda: aws.control("GET", "health").json()["saved"])
    aws.crash()
    aws.start()
    code, output = deployment.plan()
    assert code == 0, output

    s3 = aws.client("s3")
    for key in ("a b.csv", "a+b.csv", "a%20b.csv", "ü.csv"):
        s3.put_object(Bucket=f"local-aws-data-{ACCOUNT}", Key=key, Body=b"x")
        s3.delete_object(Bucket=f"local-aws-data-{ACCOUNT}", Key=key)
    code, output = deployment.destroy()
    assert code == 0, output
    assert aws.inventory() == {}
    assert "Traceback" not in aws.log
