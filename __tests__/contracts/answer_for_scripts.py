"""Prints how the scripts of ml-src parse the arguments in argv[1] (JSON by script), and what they print and ship."""

import argparse
import json
import sys

import evaluate
import metrics
import numpy as np
import preprocess
import train

SCRIPTS = {"preprocess": preprocess, "train": train, "evaluate": evaluate}
parsers = []


def noting(parse):
    """parse_args that also records the parser."""

    def noted(parser, arguments=None):
        parsers.append(parser)
        return parse(parser, arguments)

    return noted


def main() -> None:
    asked = json.loads(sys.argv[1])
    argparse.ArgumentParser.parse_args = noting(argparse.ArgumentParser.parse_args)
    answer = {name: vars(script.parse_arguments(asked[name])) for name, script in SCRIPTS.items()}
    actual, half = np.array(["a", "b"] * 5), np.full((10, 2), 0.5)
    answer["options"] = {name: options_of(parser) for name, parser in zip(SCRIPTS, parsers)}
    answer["metrics"] = {
        "classification": list(metrics.classification(actual, half, actual, ["a", "b"], "b")),
        "regression": list(metrics.regression(np.arange(5.0), np.arange(5.0))),
    }
    answer["files"] = {name: script.__file__ for name, script in SCRIPTS.items()}
    answer["servingCode"] = list(train.SERVING_CODE)
    answer["metricLine"] = train.metric_line("r2", -0.0000012)
    print(json.dumps(answer))


def options_of(parser) -> list:
    actions = [action for action in parser._actions if action.dest != "help"]
    return [{"name": action.option_strings[0], "choices": list(action.choices or [])} for action in actions]


main()
