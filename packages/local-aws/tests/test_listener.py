"""Where the server can be reached."""

from local_aws.listener import bind


def test_only_this_machine_can_connect() -> None:
    bound = bind(0)
    try:
        assert bound.getsockname()[0] == "127.0.0.1"
    finally:
        bound.close()
