/** Whoever was signed in no longer is. The message is for that person. */
export class SessionEnded extends Error {
  override name = "SessionEnded";

  constructor(message = "Your session has ended. Please sign in again.") {
    super(message);
  }
}
