"""ListObjectVersions encodes names if the request asks for it. Clients that ask decode the response: without encoding,
Terraform deletes "a b.csv" instead of "a+b.csv", lists again, and never ends.
"""

from typing import Any
from urllib.parse import quote

from flask import request
from moto.s3.responses import S3Response

from .rewriting import Result, rewritten

_NAMES = ("Delimiter", "KeyMarker", "NextKeyMarker", "Prefix")
_LISTS = {"Versions": "Key", "DeleteMarkers": "Key", "CommonPrefixes": "Prefix"}


def install() -> None:
    stock = S3Response.list_object_versions

    def list_object_versions(self: S3Response) -> Any:
        if request.args.get("encoding-type") != "url":
            return stock(self)
        return rewritten(self, stock, _encoded)

    S3Response.list_object_versions = list_object_versions


def _encoded(result: Result) -> Result:
    names = {name: quote(result[name]) for name in _NAMES if result.get(name)}
    lists = {
        name: [{**entry, key: quote(entry[key])} for entry in result[name]]
        for name, key in _LISTS.items()
        if name in result
    }
    return {**result, **names, **lists, "EncodingType": "url"}
