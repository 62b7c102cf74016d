/** What a private status link carries in its fragment: `#<id>.<token>`. */
export interface PrivateLink {
  id: string;
  token: string;
}

const SHAPE = /^([0-9a-hjkmnp-tv-z]{26})\.([\w-]{43})/;

/**
 * The link's parts, or null if it was not copied whole. What was copied along with it does not matter: a quotation mark
 * or a line break of the mail that it came from, the bracket or the full stop after it.
 */
export function parseLink(fragment: string): PrivateLink | null {
  const readable = fragment.replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  const [, id, token] = SHAPE.exec(readable.replace(/%[\da-f]{2}|[^\w.-]/gi, "")) ?? [];
  return id && token ? { id, token } : null;
}
