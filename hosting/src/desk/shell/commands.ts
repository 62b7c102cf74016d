/** What the command bar (Ctrl+K) offers: every action, place and colleague. */

import type { TicketPatch } from "../../shared/contract";
import { INTEGRATIONS, router, STATISTICS, TICKETS } from "../address";
import type { Actions } from "../list/shortcuts";
import { suggestedFor } from "../tickets/edit-state";
import { ALL_TICKETS, inQueue, QUEUE_NAMES } from "../tickets/filters";
import { anchorIn, compose } from "../tickets/focus";
import { changeText, PROPERTY_NAMES, questionOf } from "../tickets/questions";
import type { Tools } from "../tickets/use-desk";
import { type Choice, chooser } from "../ui/chooser";

interface Command extends Choice {
  act: () => void;
}

function places({ admin }: Tools): Command[] {
  const queues = Object.entries(QUEUE_NAMES).map(([queue, name]) => ({
    value: `queue ${queue}`,
    label: `Go to ${name}`,
    act: () => router.go({ ...TICKETS, filters: inQueue(queue) }),
  }));
  return [
    ...queues,
    { value: "statistics", label: "Go to Statistics", act: () => router.go(STATISTICS) },
    ...(admin ? [{ value: "integrations", label: "Go to Integrations", act: () => router.go(INTEGRATIONS) }] : []),
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
  const { edits, newTicket, uid } = tools;
  const ticket = tools.desk.state.opened?.ticket;
  if (!ticket || ticket.quarantined) return [];
  const better = suggestedFor(ticket);
  const change = (label: string, patch: TicketPatch): Command =>
    command(label, () => void edits.change(ticket.id, patch));
  const ask = PROPERTY_NAMES.map((name) =>
    command(changeText(name), () => {
      const place = document.querySelector<HTMLElement>("article[data-ticket]");
      if (place) chooser.ask(anchorIn(place), questionOf(name, ticket, tools));
    }),
  );
  return [
    change("Assign it to me", { assignee: uid }),
    change("Resolve it", { status: "resolved" }),
    ...(better ? [change("Accept what was suggested", better)] : []),
    ...(ticket.anonymised_at ? [] : [command("Reply", () => compose("reply")), command("Note", () => compose("note"))]),
    ...ask,
    ...(ticket.requester ? [command("New ticket for its requester", () => newTicket.ask(ticket))] : []),
  ];
}

function command(label: string, act: () => void): Command {
  return { value: label, label, act };
}

const ANYWHERE = { "/": "Search", "?": "Keyboard shortcuts", z: "Undo the last change" };

function anywhere(actions: Actions): Command[] {
  return Object.entries(ANYWHERE).map(([key, label]) => command(label, () => actions[key]?.()));
}

/** Opens the command bar over the page. */
function askForCommand(tools: Tools, actions: Actions): void {
  const commands = [...changes(tools), ...anywhere(actions), ...places(tools), ...colleagues(tools)];
  const anchor = document.querySelector("header") ?? document.body;
  chooser.ask(anchor, {
    label: "What to do",
    choices: commands,
    chosen: [],
    centred: true,
    choose: (value) => commands.find((it) => it.value === value)?.act(),
  });
}

/** Ctrl+K, also from within a field. */
export function listenForCommands(tools: Tools, actions: Actions): () => void {
  const act = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    askForCommand(tools, actions);
  };
  document.addEventListener("keydown", act);
  return () => document.removeEventListener("keydown", act);
}
