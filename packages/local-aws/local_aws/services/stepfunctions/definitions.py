"""Definitions are JSON, so their strings have JSON's escapes; an invalid definition is refused with a sentence."""

import inspect
import json
from typing import Any

from moto.core.exceptions import AWSError
from moto.stepfunctions.parser import api
from moto.stepfunctions.parser.api import InvalidDefinition
from moto.stepfunctions.parser.asl.component.common.string.string_expression import StringIntrinsicFunction
from moto.stepfunctions.parser.asl.parse import preprocessor
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser, ASLParserException
from moto.stepfunctions.parser.asl.parse.intrinsic.intrinsic_parser import IntrinsicParser
from moto.stepfunctions.parser.models import StepFunctionsParserBackend


def install() -> None:
    errors: list[Any] = [kind for kind in vars(api).values() if inspect.isclass(kind) and issubclass(kind, AWSError)]
    for error in errors:
        # moto's base class does not look for the codes where these errors have them: clients would see no name.
        if isinstance(vars(error).get("code"), str):
            error.TYPE = error.code
    StepFunctionsParserBackend._validate_definition = staticmethod(validate)
    preprocessor.Preprocessor._inner_string_of = staticmethod(_text)
    preprocessor.Preprocessor.visitString_intrinsic_function = _visit_intrinsic_function
    preprocessor.from_string_literal = _text


def validate(definition: str) -> None:
    """Raises InvalidDefinition."""
    try:
        json.loads(definition)
        AmazonStateLanguageParser.parse(definition)
    except json.JSONDecodeError as error:
        raise _invalid("INVALID_JSON_DESCRIPTION", str(error)) from None
    except ASLParserException as error:
        raise _invalid("SCHEMA_VALIDATION_FAILED", "; ".join(error.errors)) from None
    except Exception as error:  # noqa: BLE001 - moto's parser fails in many ways; each means the definition is invalid
        raise _invalid("SCHEMA_VALIDATION_FAILED", str(error) or type(error).__name__) from None


def _invalid(code: str, reason: str) -> InvalidDefinition:
    error = InvalidDefinition(f"Invalid State Machine Definition: '{code}: {reason}'")
    error.reason = (code, reason)
    return error


def _text(parser_rule_context: Any) -> str | None:
    token = parser_rule_context.getText()
    if token == "null":
        return None
    return json.loads(token) if token.startswith('"') else token


def _visit_intrinsic_function(self: Any, ctx: Any) -> StringIntrinsicFunction:
    source = json.loads(ctx.STRINGINTRINSICFUNC().getText())
    function, _ = IntrinsicParser.parse(source)
    return StringIntrinsicFunction(intrinsic_function_derivation=source, function=function)
