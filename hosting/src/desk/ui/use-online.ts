import { useEffect, useState } from "preact/hooks";

/** Whether the browser has a connection, as far as it knows. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    for (const event of ["online", "offline"]) window.addEventListener(event, look);
    return () => {
      for (const event of ["online", "offline"]) window.removeEventListener(event, look);
    };
  }, []);
  return online;
}
