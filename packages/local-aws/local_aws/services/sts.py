"""STS: the server's owner is the account's root.

GetSessionToken and GetFederationToken are refused: moto answers them with one published key, which opens nothing here.
"""

from moto.sts.models import STSBackend
from moto.sts.responses import TokenResponse

from ..context import ServiceContext


def install(context: ServiceContext) -> None:
    owner = context.environment["AWS_ACCESS_KEY_ID"]
    stock_identity = STSBackend.get_caller_identity

    def get_caller_identity(self: STSBackend, access_key_id: str, region: str) -> tuple[str, str, str]:
        """Whoever starts the server is its administrator. Stock moto makes up a user who exists nowhere."""
        if access_key_id != owner:
            return stock_identity(self, access_key_id, region)
        return self.account_id, f"arn:{self.partition}:iam::{self.account_id}:root", self.account_id

    def unsupported(self: TokenResponse) -> None:
        raise NotImplementedError

    STSBackend.get_caller_identity = get_caller_identity
    TokenResponse.get_session_token = unsupported
    TokenResponse.get_federation_token = unsupported
