"""The access keys that open this server: its owner's, new at each start, and those that IAM and STS issued."""

import datetime
import secrets
import string
from dataclasses import dataclass

from moto.core.utils import utcnow
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

_LETTERS = string.ascii_uppercase + string.digits


@dataclass(frozen=True)
class Key:
    identifier: str
    secret: str
    #: Only temporary credentials have these two.
    token: str | None = None
    expires: datetime.datetime | None = None

    @property
    def expired(self) -> bool:
        return self.expires is not None and self.expires < utcnow()


class Keys:
    def __init__(self) -> None:
        # As long as AWS's own, by which moto recognizes keys; the prefix shows that it is not one of AWS's.
        self.owner = Key("LOCAL" + "".join(secrets.choice(_LETTERS) for _ in range(15)), secrets.token_hex(20))

    def find(self, identifier: str) -> Key | None:
        if identifier == self.owner.identifier:
            return self.owner
        return _of_session(identifier) or _of_user(identifier)


def _of_session(identifier: str) -> Key | None:
    for account in list(sts_backends.values()):
        for backend in list(account.values()):
            role = backend.get_assumed_role_from_access_key(identifier)
            if role is not None:
                return Key(identifier, role.secret_access_key, role.session_token, role.expiration)
    return None


def _of_user(identifier: str) -> Key | None:
    for account in list(iam_backends.values()):
        for backend in list(account.values()):
            key = backend.access_keys.get(identifier)
            if key is not None and key.user_name is not None and key.status == "Active":
                return Key(identifier, key.secret_access_key)
    return None
