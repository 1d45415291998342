"""STS: moto answers GetSessionToken and GetFederationToken with one published key, which opens nothing here."""

from moto.sts.responses import TokenResponse

from ..context import ServiceContext


def install(context: ServiceContext) -> None:
    def unsupported(self: TokenResponse) -> None:
        raise NotImplementedError

    TokenResponse.get_session_token = unsupported
    TokenResponse.get_federation_token = unsupported
