/** How the contract's values are called on the desk, and which colour token stands for each. */

import type { Category, Priority, Status } from "../../shared/contract";
import { STATUS_TONES, type Tone } from "../../shared/tones";

export type { Tone };

interface Look {
  label: string;
  tone: Tone;
}

export const STATUS_LOOKS: Record<Status, Look> = {
  open: { label: "Open", tone: STATUS_TONES.open },
  in_progress: { label: "In progress", tone: STATUS_TONES.in_progress },
  resolved: { label: "Resolved", tone: STATUS_TONES.resolved },
  closed: { label: "Closed", tone: STATUS_TONES.closed },
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
