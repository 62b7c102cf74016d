/** Has the browser save the bytes under that name; it never opens them, whatever they are. */
export function save(bytes: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  // Revoked at once, some browsers would find nothing to save.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
