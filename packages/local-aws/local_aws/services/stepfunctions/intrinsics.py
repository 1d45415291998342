r"""Intrinsic functions as the Amazon States Language defines them: nested calls, numbers, true, null, and strings in
which \' \{ \} and \\ stand for the character itself. Stock moto's grammar fails on several of these.
"""

import re
from typing import Any

from moto.stepfunctions.parser.asl.component.common.query_language import QueryLanguageMode
from moto.stepfunctions.parser.asl.component.common.string.string_expression import StringVariableSample
from moto.stepfunctions.parser.asl.component.intrinsic.argument.argument import (
    Argument,
    ArgumentContextPath,
    ArgumentFunction,
    ArgumentJsonPath,
    ArgumentList,
    ArgumentLiteral,
    ArgumentVar,
)
from moto.stepfunctions.parser.asl.component.intrinsic.function.statesfunction.factory import StatesFunctionFactory
from moto.stepfunctions.parser.asl.component.intrinsic.function.statesfunction.generic.string_format import StringFormat
from moto.stepfunctions.parser.asl.component.intrinsic.functionname.state_function_name_types import (
    StatesFunctionNameType,
)
from moto.stepfunctions.parser.asl.component.intrinsic.functionname.states_function_name import StatesFunctionName
from moto.stepfunctions.parser.asl.parse.intrinsic.intrinsic_parser import IntrinsicParser

_SPACE = re.compile(r"\s*")
_CALL = re.compile(r"States\.(\w+)\s*\(")
_STRING = re.compile(r"'((?:[^'\\]|\\.)*)'", re.DOTALL)
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_WORD = re.compile(r"true|false|null")
_WORDS = {"true": True, "false": False, "null": None}
_ESCAPE = re.compile(r"\\([\\'{}])")
_PLACE = re.compile(r"\\([\\'{}])|\{\}")


class Template(str):
    """The text of a string literal, which also knows how it was written: States.Format distinguishes {} from \\{\\}."""

    raw: str


def install() -> None:
    IntrinsicParser.parse = staticmethod(lambda src: (_Parser(src).parse(), None))
    StringFormat._eval_body = _format


def _format(self: StringFormat, env: Any) -> None:
    self.argument_list.eval(env=env)
    template, *values = env.stack.pop()
    if not isinstance(template, str):
        raise ValueError(f"The first argument of States.Format has to be text, but is {template!r}")
    raw = getattr(template, "raw", template)
    places = sum(1 for found in _PLACE.finditer(raw) if found.group() == "{}")
    if places != len(values):
        raise ValueError(f"States.Format has {places} places and {len(values)} values: {template}")
    texts = iter([self._to_str_repr(value) for value in values])
    env.stack.append(_PLACE.sub(lambda found: found.group(1) or next(texts), raw))


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def parse(self) -> Any:
        function = self._call()
        self._skip()
        if self._at != len(self._text):
            self._fail("the end")
        return function

    def _call(self) -> Any:
        self._skip()
        found = self._take(_CALL) or self._fail("a call such as States.Format(…)")
        name = found.group(1)
        if name not in StatesFunctionNameType.__members__:
            raise ValueError(f"{self._text}: there is no intrinsic function States.{name}")
        arguments: list[Argument] = []
        self._skip()
        while not self._text.startswith(")", self._at):
            if arguments:
                if not self._text.startswith(",", self._at):
                    self._fail("a comma or a closing parenthesis")
                self._at += 1
            arguments.append(self._argument())
            self._skip()
        self._at += 1
        function_name = StatesFunctionName(function_type=StatesFunctionNameType[name])
        return StatesFunctionFactory.from_name(func_name=function_name, argument_list=ArgumentList(arguments=arguments))

    def _argument(self) -> Argument:
        self._skip()
        if self._text.startswith("States.", self._at):
            return ArgumentFunction(function=self._call())
        if self._text.startswith("$", self._at):
            return _reference(self._reference())
        string = self._take(_STRING)
        if string:
            text = Template(_ESCAPE.sub(r"\1", string.group(1)))
            text.raw = string.group(1)
            return ArgumentLiteral(definition_value=text)
        number = self._take(_NUMBER)
        if number:
            whole = number.group(1) is None and number.group(2) is None
            return ArgumentLiteral(definition_value=(int if whole else float)(number.group()))
        word = self._take(_WORD) or self._fail("an argument")
        return ArgumentLiteral(definition_value=_WORDS[word.group()])

    def _reference(self) -> str:
        """A path up to the comma or parenthesis that ends it, including any in brackets."""
        start, depth, quote = self._at, 0, ""
        while self._at < len(self._text):
            character = self._text[self._at]
            if quote:
                quote = "" if character == quote else quote
            elif character in "'\"":
                quote = character
            elif character == "[":
                depth += 1
            elif character == "]":
                depth -= 1
            elif depth == 0 and character in ",)":
                break
            self._at += 1
        return self._text[start : self._at].strip()

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def _skip(self) -> None:
        self._take(_SPACE)

    def _fail(self, wanted: str) -> Any:
        raise ValueError(f"{self._text}: {wanted} is missing at position {self._at + 1}")


def _reference(path: str) -> Argument:
    if path.startswith("$$"):
        return ArgumentContextPath(context_path=path)
    if path == "$" or path[1] in ".[":
        return ArgumentJsonPath(json_path=path)
    return ArgumentVar(StringVariableSample(query_language_mode=QueryLanguageMode.JSONPath, expression=path))
