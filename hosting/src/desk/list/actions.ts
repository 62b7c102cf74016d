/** What the keys do. */

import type { TicketPatch } from "../../shared/contract";
import { INTEGRATIONS, router, STATISTICS, TICKETS } from "../address";
import { suggestedFor } from "../tickets/edit-state";
import { inQueue } from "../tickets/filters";
import { anchorIn, compose, currentPlace, leaveControl, moveFocus, toggleSelection } from "../tickets/focus";
import { type Property, questionOf } from "../tickets/questions";
import { neighbourOf, ticketOf } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { chooser } from "../ui/chooser";
import { type Actions, controlOf, KEYED, QUEUE_KEYS } from "./shortcuts";

/** The id of the ticket that had the focus last. */
type Last = () => string | null;

function current(tools: Tools, last: Last) {
  const place = currentPlace(last());
  const ticket = ticketOf(tools.desk.state, place?.dataset.ticket ?? "");
  return place && ticket && !ticket.quarantined ? { place, ticket } : null;
}

/** Opens the choice of values for the current ticket. */
function choose(tools: Tools, property: Property, last: Last): void {
  const it = current(tools, last);
  if (it) chooser.ask(anchorIn(it.place), questionOf(property, it.ticket, tools));
}

function change(tools: Tools, patch: TicketPatch, last: Last): void {
  const it = current(tools, last);
  if (it) void tools.edits.change(it.ticket.id, patch);
}

/** Takes over what was suggested for the current ticket. */
function accept(tools: Tools, last: Last): void {
  const it = current(tools, last);
  const patch = it && suggestedFor(it.ticket);
  if (patch) change(tools, patch, last);
}

/** Begins another ticket for the requester of the current one. */
function openAnother(tools: Tools, last: Last): void {
  const it = current(tools, last);
  if (it) tools.newTicket.ask(it.ticket);
}

function openNeighbour({ desk }: Tools, step: 1 | -1): void {
  const { opened } = desk.state;
  const id = opened && neighbourOf(desk.state, opened.id, step);
  if (id) router.open(id);
}

function leave({ desk }: Tools, last: Last): void {
  const control = controlOf(document.activeElement);
  if (control) leaveControl(control, last());
  else if (desk.state.opened) router.close();
}

const PLACES: Actions = {
  ...Object.fromEntries(
    Object.entries(QUEUE_KEYS).map(([key, queue]) => [
      `g ${key}`,
      () => router.go({ ...TICKETS, filters: inQueue(queue) }),
    ]),
  ),
  "g s": () => router.go(STATISTICS),
  "g i": () => router.go(INTEGRATIONS),
};

/** `takeBack` takes back a message that is to be sent, and returns whether there was one. */
export function actionsOf(tools: Tools, takeBack: () => boolean, showHelp: () => void, last: Last): Actions {
  return {
    ...PLACES,
    j: () => moveFocus(1, last()),
    k: () => moveFocus(-1, last()),
    x: () => toggleSelection(last()),
    "]": () => openNeighbour(tools, 1),
    "[": () => openNeighbour(tools, -1),
    ...Object.fromEntries(KEYED.map(([key, name]) => [key, () => choose(tools, name, last)])),
    m: () => change(tools, { assignee: tools.uid }, last),
    e: () => change(tools, { status: "resolved" }, last),
    y: () => accept(tools, last),
    o: () => openAnother(tools, last),
    "/": () => document.querySelector<HTMLInputElement>("input[type=search]")?.focus(),
    "?": showHelp,
    r: () => compose("reply"),
    n: () => compose("note"),
    z: () => {
      if (!takeBack()) tools.edits.undo();
    },
    Escape: () => leave(tools, last),
  };
}
