import { useState } from "preact/hooks";
import { Later, NotLoaded } from "./later";
import { remembered } from "./remembered";

async function openOwnTickets() {
  return (await import("./own")).openOwnTickets();
}

/** The tickets of this device, where it knows any. */
export function Remembered() {
  const [first] = useState(() => remembered().length);
  return first > 0 && <Later load={openOwnTickets} props={{}} otherwise={NotLoaded} />;
}
