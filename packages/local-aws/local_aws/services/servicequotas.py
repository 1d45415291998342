"""Service Quotas: SageMaker's, in number of instances. Stock moto knows VPC's only.

The values are this server's own, high enough for the platform; `/_local/quotas` sets others, as in an account that has
few.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import cache

import botocore.session
from moto.servicequotas.exceptions import NoSuchResource
from moto.servicequotas.models import ServiceQuotasBackend, servicequotas_backends
from moto.servicequotas.responses import ServiceQuotasResponse

from ..context import ServiceContext

_DEFAULT = 20.0
_PAGE = 100
#: The shape that lists the instance types -> what they are used for, as quotas are named.
_USES = {
    "TrainingInstanceType": ("training job usage", "spot training job usage"),
    "ProcessingInstanceType": ("processing job usage",),
    "ProductionVariantInstanceType": ("endpoint usage",),
}


class UnknownQuota(Exception):
    """The message is a sentence."""


def install(context: ServiceContext) -> None:
    def list_service_quotas(self: ServiceQuotasResponse) -> str:
        request = json.loads(self.body)
        if request["ServiceCode"] != "sagemaker":
            raise NoSuchResource
        quotas = [_quota(self.backend, name) for name in _names()]
        start = int(request.get("NextToken") or 0)
        end = start + int(request.get("MaxResults") or _PAGE)
        page = {"Quotas": quotas[start:end]}
        return json.dumps({**page, "NextToken": str(end)} if end < len(quotas) else page)

    ServiceQuotasResponse.list_service_quotas = list_service_quotas


def set_quotas(account_id: str, region: str, values: dict[str, float]) -> None:
    """Raises UnknownQuota, and then sets none."""
    unknown = [name for name in values if name not in _names()]
    if unknown:
        raise UnknownQuota(f"SageMaker has no quota named {', '.join(repr(name) for name in unknown)}")
    _adjusted(servicequotas_backends[account_id][region]).update(values)


def _adjusted(backend: ServiceQuotasBackend) -> dict[str, float]:
    if not hasattr(backend, "_local_aws_adjusted"):
        backend._local_aws_adjusted = {}
    return backend._local_aws_adjusted


def _quota(backend: ServiceQuotasBackend, name: str) -> dict[str, object]:
    code = f"L-{hashlib.sha256(name.encode()).hexdigest()[:8].upper()}"
    return {
        "ServiceCode": "sagemaker",
        "ServiceName": "Amazon SageMaker",
        "QuotaArn": f"arn:aws:servicequotas:{backend.region_name}:{backend.account_id}:sagemaker/{code}",
        "QuotaCode": code,
        "QuotaName": name,
        "Value": _adjusted(backend).get(name, _DEFAULT),
        "Unit": "None",
        "Adjustable": True,
        "GlobalQuota": False,
    }


@cache
def _names() -> list[str]:
    return sorted(_each_name())


def _each_name() -> Iterator[str]:
    model = botocore.session.get_session().get_service_model("sagemaker")
    for shape, uses in _USES.items():
        for instance_type in model.shape_for(shape).enum:
            yield from (f"{instance_type} for {use}" for use in uses)
