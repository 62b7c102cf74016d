"""GET /api/agents: who works on the desk."""

from common.agents import store
from common.agents.model import AgentList
from common.base.config import MAIL_SECRET
from common.http.access import AGENTS
from common.http.function import Function
from common.http.operation import Answer, operation
from common.mail import settings


@operation("read_agents", "List the agents", access=AGENTS)
def read() -> Answer[AgentList]:
    return Answer(AgentList(results=store.every(), sends_mail=settings.is_on()))


# What the desk asks besides tickets.
desk = Function(
    "desk",
    {
        "/api/agents": {"GET": read},
        "/api/presence": "endpoints.desk.presence",
        "/api/queues": "endpoints.desk.queues",
        "/api/views": "endpoints.desk.views",
        "/api/views/{id}": "endpoints.desk.view",
    },
    subject="view",
    max_instances=4,
    secrets=(MAIL_SECRET,),
)
