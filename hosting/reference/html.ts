/** Text made safe for HTML. What stands between backticks becomes code. */
export function prose(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** An element around HTML. */
export function element(name: string, content: string, attributes = ""): string {
  return `<${name}${attributes && ` ${attributes}`}>${content}</${name}>`;
}

export function code(text: string): string {
  return element("code", escaped(text));
}

/** A list of terms with what is said of each; nothing where there are none. */
export function definitions(entries: [term: string, description: string][]): string {
  if (entries.length === 0) return "";
  const items = entries.map(([term, description]) => `<div>${element("dt", term)}${element("dd", description)}</div>`);
  return element("dl", items.join(""));
}

/** An example, which is reached by keyboard because it may be too wide for the screen. */
export function example(value: unknown, name: string): string {
  const text = escaped(JSON.stringify(value, null, 2));
  return element("pre", element("code", text), `tabindex="0" role="region" aria-label="${escaped(name)}"`);
}
