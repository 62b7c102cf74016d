"""Firestore's managed export to Cloud Storage and import from there, which Google runs on its own machines."""

from datetime import datetime
from typing import Any

from google.api_core.operation import Operation
from google.auth.credentials import Credentials
from google.cloud.firestore_admin_v1 import (
    ExportDocumentsRequest,
    ExportDocumentsResponse,
    FirestoreAdminClient,
    ImportDocumentsRequest,
)


class Managed:
    """The exports and imports of a project's database; signs in with application default credentials."""

    def __init__(self, project: str, *, endpoint: str | None = None, credentials: Credentials | None = None) -> None:
        options = {"api_endpoint": endpoint} if endpoint else None
        self._client = FirestoreAdminClient(transport="rest", client_options=options, credentials=credentials)
        self._database = f"projects/{project}/databases/(default)"

    def export(self, folder: str, at: datetime) -> str:
        """Exports everything as it was at a whole minute to a folder (gs://bucket/name); returns when it is there.

        The address that is returned is what `import_from` takes. Costs a read for each document. Raises
        GoogleAPICallError.
        """
        request = ExportDocumentsRequest(name=self._database, output_uri_prefix=folder, snapshot_time=at)
        response: ExportDocumentsResponse = _outcome(self._client.export_documents(request))
        return response.output_uri_prefix

    def import_from(self, folder: str) -> None:
        """Writes what was exported over what is there, and returns when all is written; other documents stay.

        Costs a write for each document. Starts no trigger. Raises GoogleAPICallError.
        """
        request = ImportDocumentsRequest(name=self._database, input_uri_prefix=folder)
        _outcome(self._client.import_documents(request))


def _outcome(operation: Operation) -> Any:
    """Of what runs in the cloud, once it is over, however long that takes."""
    return operation.result(timeout=None)  # type: ignore[no-untyped-call]
