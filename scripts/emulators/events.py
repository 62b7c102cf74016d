"""Events of documents as Eventarc delivers them: CloudEvents in the binary mode of HTTP, with protobuf content."""

from datetime import UTC, datetime

from google.cloud.firestore_v1.types import Document
from google.events.cloud.firestore import DocumentEventData  # type: ignore[import-untyped]

from scripts.base.paths import PROJECT

DATABASE = f"projects/{PROJECT}/databases/(default)"


def headers(event: str, kind: str, path: str) -> dict[str, str]:
    """Of an event with this id; `kind` is written, created, updated or deleted, `path` that of the document."""
    return {
        "Content-Type": "application/protobuf",
        "ce-specversion": "1.0",
        "ce-id": event,
        "ce-type": f"google.cloud.firestore.document.v1.{kind}",
        "ce-source": f"//firestore.googleapis.com/{DATABASE}",
        "ce-subject": f"documents/{path}",
        "ce-time": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        "ce-location": "us-central1",
        "ce-project": PROJECT,
        "ce-database": "(default)",
        "ce-namespace": "(default)",
        "ce-document": path,
    }


def content(before: Document | None, after: Document | None) -> bytes:
    """What became of a document; None where there was none, or is none any more."""
    parts = {"old_value": before, "value": after}
    given = {name: _in_an_event(document) for name, document in parts.items() if document is not None}
    body: bytes = DocumentEventData.serialize(DocumentEventData(given))
    return body


def _in_an_event(document: Document) -> object:
    """The same document in the event library's own type for it."""
    return DocumentEventData.meta.fields["value"].message.deserialize(Document.serialize(document))
