/** Sends a file, and says how far it is: fetch cannot, so it is XMLHttpRequest. */

import type { Call } from "../request";
import type { Sending } from "./uploads";

/** Hosting ends a request after a minute; the way there may take as long again on a slow line. */
const TIMEOUT_MS = 120_000;

function headersOf(request: XMLHttpRequest): [string, string][] {
  const lines = request.getAllResponseHeaders().trim().split("\r\n");
  return lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
}

/** The name in the letters that a header may have (RFC 8187). */
function encodedName(name: string): string {
  const byCode = (it: string): string => `%${it.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(name).replace(/['()*]/g, byCode);
}

/** As `fetch` would send the file, with its progress. */
function sent(file: File, progress: (share: number) => void, path: string, init: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    for (const [name, value] of new Headers(init.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onload = () =>
      resolve(new Response(request.responseText, { status: request.status, headers: headersOf(request) }));
    request.onerror = () => reject(new TypeError("no answer"));
    request.onabort = () => reject(init.signal?.reason);
    init.signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** The call that uploads the file; `request` makes it. */
export function uploading(file: File, { key, signal, progress }: Sending): [string, Call] {
  const headers = {
    "Content-Type": "application/octet-stream",
    "Content-Disposition": `attachment; filename*=UTF-8''${encodedName(file.name)}`,
    "Idempotency-Key": key,
  };
  const by = (path: string, init: RequestInit) => sent(file, progress, path, init);
  return ["/api/attachments", { method: "POST", headers, signal, timeoutMs: TIMEOUT_MS, by }];
}
