/** Desktop notifications, for agents who ask for them: about their own tickets, while the desk is not on screen. */

import { readStored, store } from "../../shared/storage";
import { onDemand } from "../session/on-demand";
import type { Agent } from "../session/session";
import { Store } from "../ui/store";
import { type Known, knownOf, type Notice, noticesOf, type OwnTicket } from "./notices";

/** "refused" is by the browser, which the person has to change there. */
type Notifying = "off" | "on" | "refused";

export const CAN_NOTIFY = "Notification" in window;

export class Notifications extends Store<Notifying> {
  /** Opens the ticket of a notification that was clicked. */
  onOpen: (ticket: string) => void = () => {};
  private known: Known | null = null;
  private stopListening: (() => void) | null = null;
  private started = false;

  constructor(private readonly agent: Agent) {
    super("off");
  }

  /** Goes on as the person left it in this browser. */
  start(): void {
    this.started = true;
    if (!CAN_NOTIFY || readStored(this.key) !== "on") return;
    this.set(Notification.permission === "granted" ? "on" : "off");
    void this.listen();
  }

  stop(): void {
    this.started = false;
    this.stopListening?.();
    this.stopListening = null;
  }

  /** Asks the browser for its permission, which it gives only after a click. */
  async toggle(): Promise<void> {
    const wanted = this.state !== "on";
    const isAllowed = wanted && (await Notification.requestPermission()) === "granted";
    this.set(isAllowed ? "on" : wanted ? "refused" : "off");
    store(this.key, this.state === "on" ? "on" : "off");
    void this.listen();
  }

  private get key(): string {
    return `desk.notify.${this.agent.user.uid}`;
  }

  private async listen(): Promise<void> {
    this.stopListening?.();
    this.stopListening = null;
    this.known = null;
    if (this.state !== "on") return;
    const { identity, config, user } = this.agent;
    try {
      const { listenToOwn } = await onDemand(() => import("./live"));
      if (!this.started || this.state !== "on" || this.stopListening) return;
      this.stopListening = listenToOwn(identity.app, config.emulators, user.uid, (tickets) => this.heard(tickets));
    } catch {
      // The desk itself needs the same part, and says that it does not come.
    }
  }

  private heard(tickets: OwnTicket[]): void {
    const { known } = this;
    // A ticket that comes back was theirs before.
    this.known = { ...known, ...knownOf(tickets) };
    if (known === null || document.visibilityState === "visible") return;
    for (const notice of noticesOf(known, tickets)) this.show(notice);
  }

  private show({ ticket, title, text }: Notice): void {
    try {
      // One of a ticket takes the place of the one before.
      const notification = new Notification(title, { body: text, tag: ticket });
      notification.onclick = () => {
        window.focus();
        notification.close();
        this.onOpen(ticket);
      };
    } catch {
      // Browsers of phones show none that come from a page.
      this.set("refused");
    }
  }
}
