/** How the contract's values are called on screen, and which colour token stands for each. */

import type { Category, Priority, Setter, Status } from "./contract";

/** A colour token; styles.css gives each its colours in light and dark. */
export type Tone = "info" | "progress" | "success" | "neutral" | "warning" | "danger";

interface Look {
  label: string;
  tone: Tone;
}

export const STATUS_LOOKS: Record<Status, Look> = {
  open: { label: "Open", tone: "info" },
  in_progress: { label: "In progress", tone: "progress" },
  resolved: { label: "Resolved", tone: "success" },
  closed: { label: "Closed", tone: "neutral" },
};

export const PRIORITY_LOOKS: Record<Priority, Look> = {
  low: { label: "Low", tone: "neutral" },
  medium: { label: "Medium", tone: "info" },
  high: { label: "High", tone: "warning" },
  critical: { label: "Critical", tone: "danger" },
};

export const CATEGORY_LOOKS: Record<Category, Look> = {
  billing: { label: "Billing", tone: "neutral" },
  technical: { label: "Technical", tone: "neutral" },
  account: { label: "Account", tone: "neutral" },
  general: { label: "General", tone: "neutral" },
};

export const SETTER_LABELS: Record<Setter, string> = {
  submitter: "the requester",
  agent: "an agent",
  integration: "an integration",
  rules: "automatic rules",
  gemini: "Gemini",
};
