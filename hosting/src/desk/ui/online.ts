import { Store } from "./store";

/** Whether the browser has a connection, as far as it knows. */
class Online extends Store<boolean> {
  constructor() {
    super(navigator.onLine);
    for (const event of ["online", "offline"]) window.addEventListener(event, () => this.set(navigator.onLine));
  }
}

export const online = new Online();
