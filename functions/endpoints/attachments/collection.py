"""/api/attachments: POST takes a file in, from anybody."""

from http import HTTPStatus

from common.actions import upload
from common.attachments import upload as uploads
from common.attachments.model import UploadedAttachment
from common.base.config import MAIL_SECRET
from common.base.errors import BadRequest, Conflict, KeyReused, TooLarge, UnsupportedMediaType
from common.base.headers import CONTENT_DISPOSITION, IDEMPOTENCY_KEY
from common.base.schema import Record
from common.callers import admission
from common.callers.auth import Caller, Kind
from common.callers.call import Call
from common.callers.idempotency import key_of
from common.callers.model import Scope
from common.callers.windows import Limited
from common.http.access import Access
from common.http.function import Function
from common.http.operation import Answer, operation

PATH = "/api/attachments"
SAVES_S = 50.0
"""For a request: Hosting gives it 60 seconds."""


class _Sent(Record):
    """What makes a request the same as another one."""

    name: str
    sha256: str


@operation(
    "upload_attachment",
    "Upload a file, to attach it to a ticket or a message",
    access=Access(
        public=Limited.UPLOAD,
        integration=Limited.INTEGRATION_UPLOAD,
        scopes=(Scope.CREATE, Scope.REPLY),
        webhooks=False,
    ),
    status=HTTPStatus.CREATED,
    headers=(IDEMPOTENCY_KEY, CONTENT_DISPOSITION),
    failures={
        BadRequest: "The form is broken or has another field than `file`; the file is empty or has no name.",
        TooLarge: "The file has more than 10 MiB, or the form more than 8 parts.",
        UnsupportedMediaType: "This kind of file is not taken, as its bytes show it; or the body is compressed.",
        Conflict: "The file that this idempotency key uploaded was deleted.",
        KeyReused: "This idempotency key came with another file before.",
    },
    body_max=uploads.BODY_MAX,
    uploads=True,
)
def create(call: Call, caller: Caller) -> Answer[UploadedAttachment]:
    """The stored file, which its uploader has a day to attach; or the first answer again when the idempotency key was
    used before. Pages and scripts are taken as text."""
    file = uploads.read(call.request)
    if caller.kind is Kind.PUBLIC:
        admission.spend_of_address(call, Limited.UPLOAD_BYTES, len(file.content))
    key = key_of(call, caller, _Sent(name=file.name, sha256=file.sha256))
    return Answer(upload.upload(file, caller, key))


# Everything that has a whole file in memory. Few instances: what strangers download costs money (docs/cost.md).
attachments = Function(
    "attachments",
    {
        PATH: {"POST": create},
        f"{PATH}/{{attachment}}": "endpoints.attachments.item",
        "/api/track/{id}/attachments/{attachment}": "endpoints.track.attachment",
    },
    max_instances=3,
    timeout_s=60,
    waits_s=SAVES_S,
    secrets=(MAIL_SECRET,),
    concurrency=4,
)
