"""IAM: the audiences of an OpenID Connect provider can be changed, as when Terraform adopts an existing one."""

from moto.core.responses import EmptyResult
from moto.iam.responses import IamResponse

from ..context import ServiceContext


def install(context: ServiceContext) -> None:
    def add_client_id_to_open_id_connect_provider(self: IamResponse) -> EmptyResult:
        audiences = _audiences(self)
        # Adding an existing audience is not an error (IAM API reference).
        if self._get_param("ClientID") not in audiences:
            audiences.append(self._get_param("ClientID"))
        return EmptyResult()

    def remove_client_id_from_open_id_connect_provider(self: IamResponse) -> EmptyResult:
        audiences = _audiences(self)
        # Nor is removing one that does not exist.
        if self._get_param("ClientID") in audiences:
            audiences.remove(self._get_param("ClientID"))
        return EmptyResult()

    IamResponse.add_client_id_to_open_id_connect_provider = add_client_id_to_open_id_connect_provider
    IamResponse.remove_client_id_from_open_id_connect_provider = remove_client_id_from_open_id_connect_provider


def _audiences(response: IamResponse) -> list[str]:
    provider = response.backend.get_open_id_connect_provider(response._get_param("OpenIDConnectProviderArn"))
    return provider.client_id_list
