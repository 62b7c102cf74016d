import { useEffect, useState } from "preact/hooks";

/** "back" is online again after it was not, until that has been answered by doing something. */
export type Connection = "online" | "offline" | "back";

/** What the browser knows of the connection. `returned` is called when it comes back. */
export function useConnection(returned: () => void): [Connection, () => void] {
  const [connection, setConnection] = useState<Connection>(navigator.onLine ? "online" : "offline");
  useEffect(() => {
    const gone = (): void => setConnection("offline");
    const back = (): void => {
      setConnection("back");
      returned();
    };
    window.addEventListener("offline", gone);
    window.addEventListener("online", back);
    return () => {
      window.removeEventListener("offline", gone);
      window.removeEventListener("online", back);
    };
  }, [returned]);
  const seen = (): void => setConnection((before) => (before === "back" ? "online" : before));
  return [connection, seen];
}
