"""The audiences of an identity provider can change, and policies can be simulated."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.support import LocalAws


@pytest.fixture(scope="module")
def iam(aws: LocalAws) -> Any:
    return aws.client("iam")


def test_audiences_are_added_and_removed(iam: Any) -> None:
    arn = iam.create_open_id_connect_provider(Url="https://tokens.example.com", ClientIDList=["one"])[
        "OpenIDConnectProviderArn"
    ]
    for _again in range(2):
        iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="two")
    for _again in range(2):
        iam.remove_client_id_from_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="one")
    assert iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)["ClientIDList"] == ["two"]
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)


def test_an_unknown_provider_is_said_to_be_unknown(iam: Any) -> None:
    arn = "arn:aws:iam::123456789012:oidc-provider/nobody.example.com"
    with pytest.raises(ClientError, match="NoSuchEntity"):
        iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="one")


def statement(effect: str, action: str, resource: str = "*", **condition: object) -> dict[str, object]:
    return {"Effect": effect, "Action": action, "Resource": resource, **({"Condition": condition} if condition else {})}


def document(*statements: dict[str, object]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


@pytest.fixture(scope="module")
def role(iam: Any) -> str:
    """May list every bucket, read one of them, and delete nothing; the boundary allows S3 only."""
    policy = iam.create_policy(PolicyName="s3-only", PolicyDocument=document(statement("Allow", "s3:*")))
    bound = policy["Policy"]["Arn"]
    trust = document({"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"})
    arn: str = iam.create_role(RoleName="reader", AssumeRolePolicyDocument=trust, PermissionsBoundary=bound)["Role"][
        "Arn"
    ]
    inline = document(
        statement("Allow", "s3:*"),
        statement("Deny", "s3:Delete*"),
        statement("Allow", "kms:*"),
        statement("Allow", "sns:*"),
    )
    iam.put_role_policy(RoleName="reader", PolicyName="inline", PolicyDocument=inline)
    return arn


def decisions(iam: Any, source: str, *actions: str, **more: Any) -> dict[str, str]:
    answer = iam.simulate_principal_policy(PolicySourceArn=source, ActionNames=list(actions), **more)
    return {result["EvalActionName"]: result["EvalDecision"] for result in answer["EvaluationResults"]}


def test_a_role_may_do_what_its_policies_and_its_boundary_both_allow(iam: Any, role: str) -> None:
    assert decisions(iam, role, "s3:GetObject", "s3:DeleteObject", "kms:Encrypt", "sqs:SendMessage") == {
        "s3:GetObject": "allowed",
        "s3:DeleteObject": "explicitDeny",
        "kms:Encrypt": "implicitDeny",
        "sqs:SendMessage": "implicitDeny",
    }


def test_a_user_has_the_policies_of_its_groups(iam: Any) -> None:
    iam.create_group(GroupName="readers")
    only_ours = {"StringEquals": {"aws:ResourceTag/Environment": "dev"}}
    policy = document(statement("Allow", "s3:GetObject", "arn:aws:s3:::data/*", **only_ours))
    iam.put_group_policy(GroupName="readers", PolicyName="read", PolicyDocument=policy)
    user = iam.create_user(UserName="ann")["User"]["Arn"]
    ours, other = "arn:aws:s3:::data/a", "arn:aws:s3:::other/a"
    tag = [{"ContextKeyName": "aws:ResourceTag/Environment", "ContextKeyType": "string", "ContextKeyValues": ["dev"]}]
    ask = {"ResourceArns": [ours], "ContextEntries": tag}
    assert decisions(iam, user, "s3:GetObject", **ask) == {"s3:GetObject": "implicitDeny"}
    iam.add_user_to_group(GroupName="readers", UserName="ann")
    assert decisions(iam, user, "s3:GetObject", **ask) == {"s3:GetObject": "allowed"}
    assert decisions(iam, user, "s3:GetObject", ResourceArns=[ours]) == {"s3:GetObject": "implicitDeny"}
    both = {"ResourceArns": [ours, other], "ContextEntries": tag}
    assert decisions(iam, user, "s3:GetObject", **both) == {"s3:GetObject": "implicitDeny"}


def test_only_users_and_roles_have_policies_to_simulate(iam: Any) -> None:
    with pytest.raises(ClientError, match="Invalid Entity Arn"):
        decisions(iam, "arn:aws:iam::123456789012:root", "s3:GetObject")
