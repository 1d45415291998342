"""The parts of a function's configuration that stock moto drops: each would show up again in every plan."""

from typing import Any

from moto.awslambda.models import LambdaFunction

# API key -> attribute of LambdaFunction
_KEPT = {"DeadLetterConfig": "dead_letter_config", "KMSKeyArn": "kms_key_arn", "LoggingConfig": "logging_config"}


def install() -> None:
    initialize = LambdaFunction.__init__
    update, get = LambdaFunction.update_configuration, LambdaFunction.get_configuration

    def init(self: LambdaFunction, account_id: str, spec: dict[str, Any], *args: Any, **parameters: Any) -> None:
        initialize(self, account_id, spec, *args, **parameters)
        for key, attribute in _KEPT.items():
            setattr(self, attribute, spec.get(key) or None)
        _set_log_group(self)

    def update_configuration(self: LambdaFunction, config_updates: dict[str, Any]) -> dict[str, Any]:
        for key, attribute in _KEPT.items():
            if key in config_updates:
                setattr(self, attribute, config_updates[key] or None)
        if "TracingConfig" in config_updates:
            self.tracing_config = config_updates["TracingConfig"]
        if "EphemeralStorage" in config_updates:
            self.ephemeral_storage = config_updates["EphemeralStorage"]["Size"]
        _set_log_group(self)
        update(self, config_updates)
        return self.get_configuration()

    def get_configuration(self: LambdaFunction, on_create: bool = False) -> dict[str, Any]:
        configuration = get(self, on_create)
        if self.dead_letter_config and self.dead_letter_config.get("TargetArn"):
            configuration["DeadLetterConfig"] = self.dead_letter_config
        if self.kms_key_arn:
            configuration["KMSKeyArn"] = self.kms_key_arn
        configuration["LoggingConfig"] = {
            "LogFormat": "Text",
            **(self.logging_config or {}),
            "LogGroup": self.logs_group_name,
        }
        return configuration

    LambdaFunction.__init__ = init
    LambdaFunction.update_configuration = update_configuration
    LambdaFunction.get_configuration = get_configuration


def _set_log_group(function: LambdaFunction) -> None:
    own = (function.logging_config or {}).get("LogGroup")
    function.logs_group_name = own or f"/aws/lambda/{function.function_name}"
