"""The command line: `python -m local_aws serve --state FOLDER --port PORT`."""

import argparse
import gc
import logging
import os
import sys
import warnings
from functools import cache
from pathlib import Path


def main() -> int:
    arguments = _arguments()
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("botocore").setLevel(logging.WARNING)
    # Moto warns that AWS's models do not know the error codes of this server and of tests, which is expected.
    warnings.filterwarnings("ignore", message="Exception.* does not match an error shape")
    # Moto reads these when it is imported. EC2's images would only make the state large.
    os.environ.setdefault("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    os.environ.setdefault("S3_IGNORE_SUBDOMAIN_BUCKETNAME", "true")
    # No web page may read a response.
    os.environ["MOTO_DISABLE_GLOBAL_CORS"] = "true"
    # Nothing of what is imported is garbage, and looking for it takes a sixth of the start; `serve` enables it again.
    gc.disable()
    _read_each_model_once()
    from .errors import StartError
    from .server import serve

    try:
        serve(arguments.state, arguments.port)
    except StartError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _read_each_model_once() -> None:
    """AWS's API models are megabytes of JSON, and every session of botocore reads them again."""
    import botocore.loaders

    botocore.loaders.create_loader = cache(botocore.loaders.create_loader)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="local_aws", description="A local AWS on loopback over TLS.")
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("serve", help="serve until SIGTERM or Ctrl-C")
    start.add_argument("--state", type=Path, required=True, help="folder that keeps everything; made if missing")
    start.add_argument("--port", type=_port, default=5566, help="port on 127.0.0.1; 0 takes a free one (default 5566)")
    return parser.parse_args()


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; allowed are 0 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
