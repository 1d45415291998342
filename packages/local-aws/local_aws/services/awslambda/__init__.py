"""Lambda: deployed functions really run, in the machine's Node, with warm processes as on AWS."""

from ...context import ServiceContext
from . import configuration, invocation
from .pool import Pool

_pools: list[Pool] = []


def install(context: ServiceContext) -> None:
    pool = Pool(context)
    _pools.append(pool)
    configuration.install()
    invocation.install(context, pool)


def shutdown(context: ServiceContext) -> None:
    for pool in _pools:
        pool.close()
