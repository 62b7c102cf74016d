/** The page itself refuses a file, before it is sent. */
export class Refused extends Error {
  override name = "Refused";

  constructor(readonly why: "large" | "empty") {
    super(why);
  }
}
