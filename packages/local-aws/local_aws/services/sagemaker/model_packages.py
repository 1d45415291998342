"""The registry: model package groups, whose versions are numbered, approved and deployed."""

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.sagemaker.exceptions import ConflictException, ValidationError
from moto.sagemaker.models import ModelPackage, SageMakerModelBackend
from moto.sagemaker.responses import SageMakerResponse

from .constraints import checked
from .listing import listing


def install() -> None:
    stock_create = SageMakerModelBackend.create_model_package
    stock_create_group = SageMakerResponse.create_model_package_group

    def create_model_package(self: SageMakerModelBackend, **given: Any) -> str:
        again = _created_before(self, given.get("client_token"))
        if again is not None:
            return again.arn
        group = (given.get("model_package_group_name") or "").rpartition("/")[2] or None
        given["model_package_group_name"] = group
        if group is not None and group not in self.model_package_groups:
            raise ValidationError(f"ModelPackageGroup {group} does not exist.")
        arn = stock_create(self, **given)
        package = self.model_packages[arn]
        package.tags = package.tags or []
        if group is not None:
            _number(self, package)
            package.model_approval_status = package.model_approval_status or "PendingManualApproval"
        return package.arn

    def create_model_package_group(self: SageMakerResponse) -> ActionResult:
        name = self._get_param("ModelPackageGroupName")
        existing = self.sagemaker_backend.model_package_groups.get(name)
        if existing is not None:
            raise ValidationError(f"Model Package Group already exists: {existing.arn}")
        return stock_create_group(self)

    SageMakerModelBackend.create_model_package = create_model_package
    for name, method in {
        "CreateModelPackage": SageMakerResponse.create_model_package,
        "CreateModelPackageGroup": create_model_package_group,
        "UpdateModelPackage": _update_model_package,
        "DeleteModelPackage": _delete_model_package,
        "DeleteModelPackageGroup": _delete_model_package_group,
        "ListModelPackages": _list_model_packages,
    }.items():
        setattr(SageMakerResponse, method.__name__.removeprefix("_"), checked(name)(method))


def _created_before(backend: SageMakerModelBackend, token: str | None) -> ModelPackage | None:
    if not token:
        return None
    return next((package for package in backend.model_packages.values() if package.client_token == token), None)


def _number(backend: SageMakerModelBackend, package: ModelPackage) -> None:
    """A version number is never reused, not even after the version was deleted."""
    group = backend.model_package_groups[package.model_package_group_name]
    versions = [
        other.model_package_version
        for other in backend.model_packages.values()
        if other.model_package_group_name == package.model_package_group_name and other is not package
    ]
    number = max([getattr(group, "latest_version", 0), *versions]) + 1
    group.latest_version = number
    former = package.arn
    package.model_package_version = number
    package.arn = f"{former.rpartition('/')[0]}/{number}"
    if former != package.arn:
        del backend.model_package_name_mapping[former]
        if backend.model_packages.get(former) is package:
            del backend.model_packages[former]
    for status in package.model_package_status_details.values():
        for entry in status:
            entry["Name"] = package.arn
    backend.model_packages[package.arn] = package
    backend.model_package_name_mapping[package.model_package_name] = package.arn
    backend.model_package_name_mapping[package.arn] = package.arn


def _update_model_package(self: SageMakerResponse) -> ActionResult:
    request = self._get_params()
    package = self.sagemaker_backend.describe_model_package(request["ModelPackageArn"])
    if "ModelApprovalStatus" in request:
        package.set_model_approval_status(request["ModelApprovalStatus"])
    if "ApprovalDescription" in request:
        package.approval_description = request["ApprovalDescription"]
    properties = {**(package.customer_metadata_properties or {}), **request.get("CustomerMetadataProperties", {})}
    for name in request.get("CustomerMetadataPropertiesToRemove", []):
        properties.pop(name, None)
    package.customer_metadata_properties = properties or None
    package.add_additional_inference_specifications(request.get("AdditionalInferenceSpecificationsToAdd"))
    package.modifications_done()
    return ActionResult({"ModelPackageArn": package.arn})


def _delete_model_package(self: SageMakerResponse) -> EmptyResult:
    backend = self.sagemaker_backend
    package = backend.describe_model_package(self._get_param("ModelPackageName"))
    del backend.model_packages[package.arn]
    for name, arn in list(backend.model_package_name_mapping.items()):
        if arn == package.arn:
            del backend.model_package_name_mapping[name]
    return EmptyResult()


def _delete_model_package_group(self: SageMakerResponse) -> EmptyResult:
    backend = self.sagemaker_backend
    name = self._get_param("ModelPackageGroupName").rpartition("/")[2]
    group = backend.describe_model_package_group(name)
    packages = [package for package in backend.model_packages.values() if package.model_package_group_name == name]
    if packages:
        raise ConflictException(
            f"Model Package Group {group.arn} cannot be deleted because it contains {len(packages)} Model Package(s)."
        )
    del backend.model_package_groups[name]
    return EmptyResult()


def _list_model_packages(self: SageMakerResponse) -> ActionResult:
    request = self._get_params()
    group = (request.get("ModelPackageGroupName") or "").rpartition("/")[2] or None
    kind = "Versioned" if group else request.get("ModelPackageType", "Unversioned")
    approval = request.get("ModelApprovalStatus")
    return listing(
        request,
        [_summary(package) for package in self.sagemaker_backend.model_packages.values()],
        answer="ModelPackageSummaryList",
        name="ModelPackageArn",
        keep=lambda entry: (
            (group is None or entry.get("ModelPackageGroupName") == group)
            and (approval is None or entry.get("ModelApprovalStatus") == approval)
            and (kind == "Both" or (kind == "Versioned") == ("ModelPackageVersion" in entry))
        ),
    )


def _summary(package: ModelPackage) -> dict[str, Any]:
    found = package.gen_response_object()
    if package.customer_metadata_properties is None:
        found.pop("CustomerMetadataProperties", None)
    return found
