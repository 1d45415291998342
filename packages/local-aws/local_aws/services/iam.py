"""IAM: policies can be simulated, and the audiences of an OpenID Connect provider changed.

Terraform changes them when it adopts an existing provider.
"""

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.exceptions import ValidationError
from moto.iam.responses import IamResponse

from ..context import ServiceContext
from ..identity import decide, policies_of
from ..policy import Call, Decision

_WORDS = {Decision.ALLOWED: "allowed", Decision.DENIED: "explicitDeny", Decision.NEUTRAL: "implicitDeny"}


def install(context: ServiceContext) -> None:
    def simulate_principal_policy(self: IamResponse) -> ActionResult:
        request = self._get_params()
        source = request["PolicySourceArn"]
        policies = policies_of(self.backend, source)
        if policies is None:
            raise ValidationError(f"Invalid Entity Arn: {source} does not clearly define entity type and name.")
        facts = {entry["ContextKeyName"]: entry["ContextKeyValues"][0] for entry in request.get("ContextEntries", [])}
        results = []
        for action in request["ActionNames"]:
            decisions = {
                resource: _WORDS[decide(policies, Call(action, resource, source, facts))]
                for resource in request.get("ResourceArns", ["*"])
            }
            results.append(_result(action, decisions))
        return ActionResult({"EvaluationResults": results, "IsTruncated": False})

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

    IamResponse.simulate_principal_policy = simulate_principal_policy
    IamResponse.add_client_id_to_open_id_connect_provider = add_client_id_to_open_id_connect_provider
    IamResponse.remove_client_id_from_open_id_connect_provider = remove_client_id_from_open_id_connect_provider


def _result(action: str, decisions: dict[str, str]) -> dict[str, Any]:
    """The action's own decision is the worst of its resources."""
    worst = next((one for one in ("explicitDeny", "implicitDeny") if one in decisions.values()), "allowed")
    return {
        "EvalActionName": action,
        "EvalResourceName": next(iter(decisions)),
        "EvalDecision": worst,
        "MatchedStatements": [],
        "MissingContextValues": [],
        "ResourceSpecificResults": [
            {"EvalResourceName": resource, "EvalResourceDecision": decision} for resource, decision in decisions.items()
        ],
    }


def _audiences(response: IamResponse) -> list[str]:
    provider = response.backend.get_open_id_connect_provider(response._get_param("OpenIDConnectProviderArn"))
    return provider.client_id_list
