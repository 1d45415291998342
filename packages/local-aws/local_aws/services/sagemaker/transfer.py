"""Copies between S3 and a folder through the server's own endpoint: bucket policies, keys and versions apply."""

import shutil
from pathlib import Path
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

_CONFIG = TransferConfig(use_threads=False, multipart_threshold=64 << 20, multipart_chunksize=64 << 20)


class TransferError(Exception):
    """The message is suitable as a failure reason."""


def split(uri: str) -> tuple[str, str]:
    """Bucket and key of s3://bucket/key."""
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    if not uri.startswith("s3://") or not bucket:
        raise TransferError(f"{uri!r} is not an S3 URI; it has to begin with s3:// and name a bucket.")
    return bucket, key


class Transfer:
    def __init__(self, s3: Any, region: str) -> None:
        self._s3 = s3
        self._region = region

    def download_prefix(self, uri: str, folder: Path, *, required: bool = True) -> int:
        """Downloads everything whose key begins with the prefix, as data channels do. Returns the number of files."""
        bucket, prefix = split(uri)
        folder.mkdir(parents=True, exist_ok=True)
        keys = [key for key in self._keys(bucket, prefix) if not key.endswith("/")]
        if not keys and required:
            raise TransferError(
                f'No S3 objects found under S3 URL "{uri}" given in input data source. Please ensure that the bucket '
                f"exists in the selected region ({self._region}), that objects exist under that S3 prefix, and that "
                f'the role has "s3:ListBucket" permissions on bucket "{bucket}".'
            )
        for key in keys:
            self.download_file(bucket, key, folder / _relative(key, prefix))
        return len(keys)

    def download_file(self, bucket: str, key: str, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            body = self._s3.get_object(Bucket=bucket, Key=key)["Body"]
            with open(file, "wb") as target:
                shutil.copyfileobj(body, target, 1 << 20)
        except ClientError as error:
            raise TransferError(f"{_sentence(error)}: s3://{bucket}/{key}") from None

    def upload_file(self, file: Path, uri: str, kms_key: str | None = None) -> None:
        bucket, key = split(uri)
        extra = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": kms_key} if kms_key else {}
        try:
            self._s3.upload_file(str(file), bucket, key, ExtraArgs=extra, Config=_CONFIG)
        except Exception as error:
            cause = error if isinstance(error, ClientError) else error.__context__
            if not isinstance(cause, ClientError):
                raise
            raise TransferError(f"{_sentence(cause)}: {uri}") from None

    def upload_folder(self, folder: Path, uri: str, kms_key: str | None = None) -> None:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                self.upload_file(file, f"{uri.rstrip('/')}/{file.relative_to(folder).as_posix()}", kms_key)

    def _keys(self, bucket: str, prefix: str) -> list[str]:
        try:
            pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
            return [entry["Key"] for page in pages for entry in page.get("Contents", [])]
        except ClientError as error:
            raise TransferError(f"{_sentence(error)}: s3://{bucket}/{prefix}") from None


def _relative(key: str, prefix: str) -> str:
    if key == prefix:
        name = key.rpartition("/")[2]
    elif prefix == "" or prefix.endswith("/"):
        name = key[len(prefix) :]
    elif key[len(prefix)] == "/":
        name = key[len(prefix) + 1 :]
    else:  # the prefix ends within a name
        name = key[prefix.rfind("/") + 1 :]
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return "/".join(parts)


def _sentence(error: ClientError) -> str:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return f"{error.response['Error']['Code']} ({status}): {error.response['Error'].get('Message', '')}"
