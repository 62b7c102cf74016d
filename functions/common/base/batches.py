"""A batch of writes in which creating a document costs little; made by `base.firestore.new_batch`, and there only."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from google.cloud.firestore import WriteBatch
from google.cloud.firestore_v1.base_document import BaseDocumentReference
from google.cloud.firestore_v1.field_path import FieldPath
from google.cloud.firestore_v1.types import write


class Batch(WriteBatch):
    """A batch whose `create` fills in the protocol's message itself, which is the same to the byte.

    The library wraps every value in an object of its own and walks through the document in search of transforms. For a
    ticket with its search terms that is half of what a create costs: 1.29 to 1.30 times its floor, where 1.25 is our
    limit. The private names that it relies on are those of google-cloud-firestore 2.34; a test looks for each.
    """

    def create(self, reference: BaseDocumentReference, document_data: Mapping[str, Any]) -> None:
        """Documents of None, bool, int, float, str, bytes, dates with a time zone, lists and string-keyed mappings.

        Raises TypeError for other values, transforms among them.
        """
        wrapped = write.Write()
        message = write.Write.pb(wrapped)
        message.update.name = reference._document_path
        message.current_document.exists = False
        for name, value in document_data.items():
            _fill(message.update.fields[name], value)
        self._document_references[reference._document_path] = reference
        self._add_write_pbs([wrapped])

    def add_keys(self, name: str, keys: Iterable[str]) -> None:
        """Has the write before this, which is an `update`, also add keys, each true, to the map `name`.

        As paths of that update they would cost the library five times the work of all the rest.
        """
        message = write.Write.pb(self._write_pbs[-1])
        for key in keys:
            message.update.fields[name].map_value.fields[key].boolean_value = True
            message.update_mask.field_paths.append(FieldPath(name, key).to_api_repr())

    def remove_keys(self, name: str, keys: Iterable[str]) -> None:
        """Has the write before this, which is an `update`, also remove keys from the map `name`."""
        mask = write.Write.pb(self._write_pbs[-1]).update_mask
        mask.field_paths.extend(FieldPath(name, key).to_api_repr() for key in keys)


def _fill(message: Any, value: object) -> None:
    match value:
        case None:
            message.null_value = 0
        case bool():
            message.boolean_value = value
        case int():
            message.integer_value = value
        case float():
            message.double_value = value
        case str():
            message.string_value = value
        case bytes():
            message.bytes_value = value
        case datetime():
            message.timestamp_value.FromDatetime(value)
        case list():
            message.array_value.SetInParent()
            for item in value:
                _fill(message.array_value.values.add(), item)
        case dict():
            message.map_value.SetInParent()
            fields = message.map_value.fields
            for name, item in value.items():
                _fill(fields[name], item)
        case _:
            raise TypeError(f"cannot store a {type(value).__name__}")
