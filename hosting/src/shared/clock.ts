/** The server's time, because a person's own clock may be wrong by minutes or hours. */

let ahead = 0;

/** An answer that the server has just made carries the server's time. */
export function setClock(answer: Response): void {
  const at = Date.parse(answer.headers.get("Date") ?? "");
  if (!Number.isNaN(at)) ahead = at - Date.now();
}

/** In ms since 1970: the server's time, as far as an answer has shown it; else the time of this device. */
export function serverNow(): number {
  return Date.now() + ahead;
}
