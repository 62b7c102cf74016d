/** What the command bar (Ctrl+K) offers: every action, place and colleague. */

import { INTEGRATIONS, router, STATISTICS, TICKETS } from "../address";
import { ALL_TICKETS, inQueue, QUEUE_NAMES } from "../tickets/filters";
import { anchorIn } from "../tickets/focus";
import { PROPERTIES, PROPERTY_NAMES, questionOf } from "../tickets/questions";
import type { Tools } from "../tickets/use-desk";
import { type Choice, chooser } from "../ui/chooser";

interface Command extends Choice {
  act: () => void;
}

function places(): Command[] {
  const queues = Object.entries(QUEUE_NAMES).map(([queue, name]) => ({
    value: `queue ${queue}`,
    label: `Go to ${name}`,
    act: () => router.go({ ...TICKETS, filters: inQueue(queue) }),
  }));
  return [
    ...queues,
    { value: "statistics", label: "Go to Statistics", act: () => router.go(STATISTICS) },
    { value: "integrations", label: "Go to Integrations", act: () => router.go(INTEGRATIONS) },
  ];
}

function colleagues({ team }: Tools): Command[] {
  return Object.values(team.state.agents).map(({ uid, name }) => ({
    value: `agent ${uid}`,
    label: `Tickets of ${name}`,
    act: () => router.go({ ...TICKETS, filters: { ...ALL_TICKETS, queue: "", assignee: uid } }),
  }));
}

/** About the ticket that is open. */
function changes(tools: Tools): Command[] {
  const { newTicket } = tools;
  const ticket = tools.desk.state.opened?.ticket;
  if (!ticket || ticket.quarantined) return [];
  const ask = PROPERTY_NAMES.map((name) => ({
    value: `change ${name}`,
    label: `Change its ${PROPERTIES[name].label.toLowerCase()}`,
    act: () => {
      const place = document.querySelector<HTMLElement>("article[data-ticket]");
      if (place) chooser.ask(anchorIn(place), questionOf(name, ticket, tools));
    },
  }));
  const take = { value: "mine", label: "Assign it to me", act: () => assign(tools, ticket.id) };
  const another = { value: "new ticket", label: "New ticket for its requester", act: () => newTicket.ask(ticket) };
  return [take, ...ask, ...(ticket.requester ? [another] : [])];
}

function assign({ edits, uid }: Tools, id: string): void {
  void edits.change(id, { assignee: uid });
}

/** Opens the command bar over the page. */
function askForCommand(tools: Tools): void {
  const commands = [...changes(tools), ...places(), ...colleagues(tools)];
  const anchor = document.querySelector("header") ?? document.body;
  chooser.ask(anchor, {
    label: "What to do",
    choices: commands,
    chosen: [],
    choose: (value) => commands.find((it) => it.value === value)?.act(),
  });
}

/** Ctrl+K, also from within a field. */
export function listenForCommands(tools: Tools): () => void {
  const act = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    askForCommand(tools);
  };
  document.addEventListener("keydown", act);
  return () => document.removeEventListener("keydown", act);
}
