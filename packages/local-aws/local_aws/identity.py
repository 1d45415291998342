"""What a user or role may do: its policies, those of its groups, and its permissions boundary."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from moto.iam.models import IAMBackend

from .policy import Call, Decision, evaluate


@dataclass(frozen=True)
class Policies:
    """The documents that decide on calls of one principal."""

    identity: list[Any]
    #: None if it has no boundary.
    boundary: list[Any] | None = None


def policies_of(backend: IAMBackend, arn: str) -> Policies | None:
    """None if the ARN names no user or role."""
    kind, _, path = arn.split(":", 5)[5].partition("/")
    name = path.rpartition("/")[2]
    if kind == "role":
        role = backend.get_role(name)
        bound = role.permissions_boundary_arn
        boundary = _documents([backend.get_policy(bound)]) if bound else None
        return Policies([*role.policies.values(), *_documents(role.managed_policies.values())], boundary)
    if kind == "user":
        user = backend.get_user(name)
        holders = [user, *(group for group in backend.groups.values() if user in group.users)]
        inline = [document for holder in holders for document in holder.policies.values()]
        managed = [policy for holder in holders for policy in holder.managed_policies.values()]
        return Policies([*inline, *_documents(managed)])
    return None


def decide(policies: Policies, call: Call) -> Decision:
    """ALLOWED only if the policies and the boundary both allow it; NEUTRAL where nobody speaks of it."""
    sides = [side for side in (policies.identity, policies.boundary) if side is not None]
    decisions = [{evaluate(document, call) for document in side} for side in sides]
    if any(Decision.DENIED in side for side in decisions):
        return Decision.DENIED
    return Decision.ALLOWED if all(Decision.ALLOWED in side for side in decisions) else Decision.NEUTRAL


def _documents(policies: Iterable[Any]) -> list[Any]:
    """Of managed policies, the version that is in force."""
    return [version.document for policy in policies for version in policy.versions if version.is_default]
