"""GET /api/agents: who works on the desk."""

from common.agents import store
from common.agents.model import AgentList
from common.http.access import AGENTS
from common.http.function import Function
from common.http.operation import Answer, operation


@operation("read_agents", "List the agents", access=AGENTS)
def read() -> Answer[AgentList]:
    return Answer(store.every())


# What the desk asks besides tickets.
desk = Function("desk", {"/api/agents": {"GET": read}}, max_instances=4)
