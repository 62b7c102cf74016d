/** Has the browser save it under that name. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Revoked at once, some browsers would find nothing to save.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The same for bytes that the browser never opens, whatever they are. */
export function saveUnopened(bytes: Blob, name: string): void {
  saveFile(new Blob([bytes], { type: "application/octet-stream" }), name);
}
