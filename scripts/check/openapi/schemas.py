"""JSON schemas of the models: as pydantic writes them, with what the code says about each field."""

import ast
import inspect
import textwrap
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

type Schema = dict[str, Any]
type Mode = Literal["validation", "serialization"]
"""How a model is described: as what may be sent, or as what is answered."""

PLACE = "#/components/schemas/{model}"


class _Plain(GenerateJsonSchema):
    """Without titles that repeat names."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002  # the base's signature
        return False

    def default_schema(self, schema: Any) -> Schema:
        """A default of null says what `required` says already, and would be no value of most types."""
        described = super().default_schema(schema)
        if described.get("default", ...) is None:
            del described["default"]
        return described

    def model_schema(self, schema: Any) -> Schema:
        return _described(super().model_schema(schema), schema["cls"])


def components(models: Iterable[tuple[type[BaseModel], Mode]]) -> dict[str, Schema]:
    """The schemas of these models and of all that they consist of, by name."""
    _, written = models_json_schema(
        sorted(set(models), key=lambda it: it[0].__name__), ref_template=PLACE, schema_generator=_Plain
    )
    schemas: dict[str, Schema] = written["$defs"]
    return {name: {key: it for key, it in schema.items() if key != "title"} for name, schema in schemas.items()}


def reference(model: type[BaseModel]) -> Schema:
    return {"$ref": PLACE.format(model=model.__name__)}


def _described(schema: Schema, model: type[BaseModel]) -> Schema:
    sentences = {name: text for base in reversed(model.__mro__[:-1]) for name, text in _remarks(base).items()}
    for name, field in schema.get("properties", {}).items():
        if name in sentences:
            field["description"] = sentences[name]
    return schema


def _remarks(model: type) -> dict[str, str]:
    """What the docstrings after the fields of a class say, by field."""
    if not issubclass(model, BaseModel) or model is BaseModel or "__firstlineno__" not in vars(model):
        return {}  # the last are those with fields of a table, which have no source of their own
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(definition, ast.ClassDef)
    return {
        field.target.id: " ".join(remark.value.value.split())
        for field, remark in pairwise(definition.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(remark, ast.Expr)
        and isinstance(remark.value, ast.Constant)
        and isinstance(remark.value.value, str)
    }
