import type { Status } from "./contract";

/** A colour token; styles.css gives each its colours in light and dark. */
export type Tone = "info" | "progress" | "success" | "neutral" | "warning" | "danger";

export const STATUS_TONES: Record<Status, Tone> = {
  open: "info",
  in_progress: "progress",
  resolved: "success",
  closed: "neutral",
};
