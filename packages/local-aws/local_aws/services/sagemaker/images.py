"""The one container image whose contract is implemented here: scikit-learn 1.2-1, as SageMaker publishes it."""

import re

from moto.sagemaker.exceptions import ValidationError

_SCIKIT_LEARN = re.compile(
    r"\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?/sagemaker-scikit-learn:1\.2-1(?:-.+)?"
)


def require_known(image: str | None) -> None:
    if not image or not _SCIKIT_LEARN.fullmatch(image):
        raise ValidationError(
            f"The local AWS cannot run the image {image!r}: its jobs and endpoints are processes, not containers, and "
            "follow the contract of <account>.dkr.ecr.<region>.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3 only."
        )
