"""The control API under /_local/, which AWS does not have: for tests and for the tools around this server."""

import os
from dataclasses import fields
from typing import Any

from flask import Flask, Response, jsonify, request
from moto.core import DEFAULT_ACCOUNT_ID

from .faults import Fault, faults
from .inventory import inventory
from .services import servicequotas
from .state.keeper import Keeper

PREFIX = "/_local/"


def make(keeper: Keeper) -> Flask:
    app = Flask("local_aws.control")

    @app.get(f"{PREFIX}health")
    def health() -> Response:
        """`saved`: whether everything up to now would survive a crash."""
        return jsonify(status="ok", pid=os.getpid(), saved=keeper.saved)

    @app.post(f"{PREFIX}save")
    def save() -> Response:
        keeper.save()
        return jsonify(saved=keeper.saved)

    @app.get(f"{PREFIX}inventory")
    def count() -> Response:
        return jsonify(inventory())

    @app.get(f"{PREFIX}faults")
    def waiting() -> Response:
        return jsonify(faults.waiting())

    @app.post(f"{PREFIX}faults")
    def add() -> tuple[Response, int]:
        problems, fault = _fault(request.get_json(silent=True))
        if problems:
            return jsonify(problems=problems), 400
        faults.add(fault)
        return jsonify(vars(fault)), 201

    @app.delete(f"{PREFIX}faults")
    def clear() -> Response:
        faults.clear()
        return jsonify([])

    @app.post(f"{PREFIX}quotas/<region>")
    def set_quotas(region: str) -> tuple[Response, int]:
        """SageMaker's quotas by name, for an account that has few."""
        given = request.get_json(silent=True)
        if not isinstance(given, dict) or not all(isinstance(value, int | float) for value in given.values()):
            return jsonify(problems=["the body must be a JSON object: the name of a quota -> a number"]), 400
        try:
            servicequotas.set_quotas(DEFAULT_ACCOUNT_ID, region, given)
        except servicequotas.UnknownQuota as error:
            return jsonify(problems=[str(error)]), 400
        keeper.changed()
        return jsonify(given), 201

    @app.errorhandler(404)
    def unknown(_: Exception) -> tuple[Response, int]:
        known = sorted({rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(PREFIX)})
        return jsonify(problems=[f"{request.path} is unknown; known are {', '.join(known)}"]), 404

    return app


def _fault(given: Any) -> tuple[list[str], Any]:
    if not isinstance(given, dict):
        return ["the body must be a JSON object"], None
    known = {field.name: field.type for field in fields(Fault)}
    problems = [f"{name!r} is unknown; known are {', '.join(known)}" for name in given if name not in known]
    for name in ("service", "operation", "error"):
        if name not in given:
            problems.append(f"{name!r} is missing")
    for name, value in given.items():
        if name in known and not isinstance(value, int if known[name] is int else str):
            problems.append(f"{name!r} is {value!r}, which is not {'a whole number' if known[name] is int else 'text'}")
    if problems:
        return problems, None
    return [], Fault(**{"message": f"{given['error']} injected by a test", **given})
