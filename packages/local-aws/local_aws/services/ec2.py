"""EC2: security group rules keep their description, whatever their peer is; deleting a VPC deletes its own parts."""

from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.security_groups import SecurityGroupRule

from ..context import ServiceContext


def install(context: ServiceContext) -> None:
    initialize = SecurityGroupRule.__init__
    stock_delete_vpc = EC2Backend.delete_vpc
    modify = EC2Backend.modify_security_group_rules

    def init(
        self: SecurityGroupRule,
        ec2_backend: Any,
        ip_protocol: str,
        group_id: str,
        from_port: str | None,
        to_port: str | None,
        ip_range: dict[str, str] | None,
        source_group: dict[str, str] | None = None,
        prefix_list_id: dict[str, str] | None = None,
        **rest: Any,
    ) -> None:
        # Stock moto looks for it in address ranges only. It is not part of a rule's identity.
        source = dict(source_group or {})
        self.described = source.pop("Description", None) or (prefix_list_id or {}).get("Description")
        initialize(
            self, ec2_backend, ip_protocol, group_id, from_port, to_port, ip_range, source, prefix_list_id, **rest
        )

    def description(self: SecurityGroupRule) -> str | None:
        return self.ip_range.get("Description") or self.described

    def modify_security_group_rules(self: EC2Backend, group_id: str, rules: dict[str, dict[str, Any]]) -> None:
        modify(self, group_id, rules)
        group = self.get_security_group_by_name_or_id(group_id)
        for rule_id, new in rules.items():
            rule = group.get_rule(rule_id)
            rule.described = new.get("Description")
            rule.ip_range.pop("Description", None)
            if new.get("PrefixListId"):
                rule.prefix_list_id = new["PrefixListId"]
            if new.get("ReferencedGroupId"):
                rule.source_group = {**rule.source_group, "GroupId": new["ReferencedGroupId"]}

    def delete_vpc(self: EC2Backend, vpc_id: str) -> Any:
        vpc = stock_delete_vpc(self, vpc_id)
        for acl_id in [acl.id for acl in self.network_acls.values() if acl.vpc_id == vpc_id]:
            del self.network_acls[acl_id]
        if not self.groups.get(vpc_id):
            self.groups.pop(vpc_id, None)
        return vpc

    EC2Backend.delete_vpc = delete_vpc
    SecurityGroupRule.__init__ = init
    SecurityGroupRule.description = property(description)
    EC2Backend.modify_security_group_rules = modify_security_group_rules
