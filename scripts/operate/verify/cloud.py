"""What Google says of a deployed project, as far as a deployment depends on it."""

from dataclasses import dataclass

import main as deployed
from common.base.config import BUCKET, MAIL_FROM, MAIL_SITE_URL, Misconfigured
from common.mail import settings, smtp
from scripts.base.console import Failure
from scripts.operate import mail
from scripts.operate.google_rest import Content, Rest

RAW_MAILS_KEPT_D = 30
FILES = "attachments/"


@dataclass(frozen=True)
class Cloud:
    rest: Rest
    project: str
    region: str

    def functions(self) -> str:
        """Every function runs, in the region that is set, and none is left over elsewhere."""
        every = self.rest.listed("cloudfunctions", f"v2/projects/{self.project}/locations/-/functions", "functions")
        states = {tuple(it["name"].split("/")[3::2]): it.get("state") for it in every}
        found = {place: state for place, state in states.items() if place[1] in deployed.FUNCTIONS}
        problems = [f"{name} is not there" for name in deployed.FUNCTIONS if (self.region, name) not in found]
        for (region, name), state in found.items():
            if region != self.region:
                problems.append(f"{name} also runs in {region}: npx firebase functions:delete {name} --region={region}")
            elif state != "ACTIVE":
                problems.append(f"{name} is {state}")
        if problems:
            listed = "\n".join(f"  {it}" for it in sorted(problems))
            raise Failure(f"The functions of {self.project} are not as REGION={self.region} wants them:\n{listed}")
        return f"{len(found)} functions run in {self.region}"

    def accounts(self) -> str:
        settings = self.rest.ask("GET", "identitytoolkit", f"admin/v2/projects/{self.project}/config")
        if not settings.get("signIn", {}).get("email", {}).get("enabled"):
            raise Failure("Nobody can sign in with a password: enable the provider in Authentication, Sign-in method.")
        if not settings.get("client", {}).get("permissions", {}).get("disabledUserSignup"):
            raise Failure("Strangers can make accounts: switch it off in Authentication, Settings, User actions.")
        return "only you make accounts"

    def database(self) -> str:
        database = self.rest.ask("GET", "firestore", f"v1/projects/{self.project}/databases/(default)")
        if database.get("type") != "FIRESTORE_NATIVE":
            raise Failure("The database is not in native mode. A new project is needed.")
        return f"Firestore is in {database.get('locationId')}"

    def bucket(self) -> str:
        """Where files and raw mails are stored is private, keeps the files, and forgets the mails in time."""
        name = BUCKET.value or f"{self.project}-private"
        places = self.rest.ask("GET", "storage", "storage/v1/b", project=self.project, prefix=name).get("items", [])
        found = next((it for it in places if it["name"] == name), None)
        if found is None:
            raise Failure(f"There is no bucket {name}, so no file can be attached: make it (docs/deploying.md).")
        if found.get("iamConfiguration", {}).get("publicAccessPrevention") != "enforced":
            raise Failure(f"The bucket {name} can be made public: add --public-access-prevention (docs/deploying.md).")
        rules = found.get("lifecycle", {}).get("rule", [])
        if not any(map(_forgets_mails, rules)):
            raise Failure(f"The bucket {name} keeps raw mails for ever: give it the rule in docs/deploying.md.")
        if any(map(_deletes_files, rules)):
            raise Failure(f"The bucket {name} deletes attachments: its rule must name mail/ (docs/deploying.md).")
        return f"the bucket {name} is private, keeps files and forgets mails after {RAW_MAILS_KEPT_D} days"

    def mail(self) -> str:
        """Our mail server takes our password; nothing is sent."""
        if not (MAIL_FROM.value and MAIL_SITE_URL.value):
            return "no e-mail is sent"
        mail.use(self.project, self.rest)
        try:
            settings.secret()
            result = smtp.probe(settings.server())
        except Misconfigured as problem:
            raise Failure(f"{problem} (docs/mail.md).") from None
        if result.outcome is not smtp.Outcome.SENT:
            raise Failure(f"No e-mail can be sent: {result.reason} (docs/mail.md).")
        return "the mail server takes our password"


def _forgets_mails(rule: Content) -> bool:
    condition = rule.get("condition", {})
    prefixes = condition.get("matchesPrefix", [""])
    in_time = condition.keys() <= {"age", "matchesPrefix"} and 0 < condition.get("age", 0) <= RAW_MAILS_KEPT_D
    return rule.get("action", {}).get("type") == "Delete" and in_time and any("mail/".startswith(it) for it in prefixes)


def _deletes_files(rule: Content) -> bool:
    prefixes = rule.get("condition", {}).get("matchesPrefix", [""])
    touches = any(FILES.startswith(it) or it.startswith(FILES) for it in prefixes)
    return rule.get("action", {}).get("type") == "Delete" and touches
