/** What a private status link carries in its fragment: `#<id>.<token>`. */
export interface PrivateLink {
  id: string;
  token: string;
}

const SHAPE = /^#([0-9a-hjkmnp-tv-z]{26})\.([\w~.-]+)$/;

/** The link's parts, or null if it was not copied whole. */
export function parseLink(fragment: string): PrivateLink | null {
  const [, id, token] = SHAPE.exec(fragment) ?? [];
  return id && token ? { id, token } : null;
}
