"""The audiences of an identity provider can change."""

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
