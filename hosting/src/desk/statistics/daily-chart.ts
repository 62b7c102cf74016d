/** The chart of created and resolved tickets. Loaded on demand: only here is Chart.js needed. */

import {
  CategoryScale,
  Chart,
  type ChartDataset,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import type { Day } from "../../shared/contract";

Chart.register(CategoryScale, Filler, LineController, LineElement, LinearScale, PointElement, Tooltip);

const FONT_SIZE = 11;
const LABELS_MAX = 5;
const ANIMATION_MS = 300;

interface Colours {
  created: string;
  resolved: string;
  text: string;
  line: string;
}

/** As the page has them now. The canvas is not styled by CSS, so they are read from where CSS puts them. */
function coloursOf(canvas: HTMLCanvasElement): Colours {
  const style = getComputedStyle(canvas);
  const probe = document.createElement("span");
  probe.dataset.tone = "success";
  canvas.after(probe);
  const resolved = getComputedStyle(probe).getPropertyValue("--tone");
  probe.remove();
  const named = (name: string): string => style.getPropertyValue(name);
  return { created: named("--accent"), resolved, text: named("--muted"), line: named("--line") };
}

function series(label: string): ChartDataset<"line", number[]> {
  return {
    label,
    data: [],
    borderWidth: 2,
    pointRadius: 0,
    pointHitRadius: 8,
  };
}

export class DailyChart {
  private readonly chart: Chart<"line", number[], string>;
  private readonly ending = new AbortController();

  constructor(private readonly canvas: HTMLCanvasElement) {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.chart = new Chart(canvas, {
      type: "line",
      data: { labels: [], datasets: [series("Created"), { ...series("Resolved"), borderDash: [5, 4] }] },
      options: {
        maintainAspectRatio: false,
        animation: still ? false : { duration: ANIMATION_MS },
        interaction: { mode: "index", intersect: false },
        scales: {
          x: {
            grid: { display: false },
            ticks: { maxTicksLimit: LABELS_MAX, maxRotation: 0, font: { size: FONT_SIZE } },
          },
          y: { beginAtZero: true, ticks: { precision: 0, maxTicksLimit: LABELS_MAX, font: { size: FONT_SIZE } } },
        },
      },
    });
    this.paint();
    const theme = window.matchMedia("(prefers-color-scheme: dark)");
    theme.addEventListener("change", () => this.paint(), { signal: this.ending.signal });
  }

  show(days: (Day & { label: string })[]): void {
    const { data } = this.chart;
    data.labels = days.map((day) => day.label);
    const figures = [days.map((day) => day.created), days.map((day) => day.resolved)];
    data.datasets.forEach((dataset, place) => {
      dataset.data = figures[place] ?? [];
    });
    this.chart.update();
  }

  close(): void {
    this.ending.abort();
    this.chart.destroy();
  }

  private paint(): void {
    const { created, resolved, text, line } = coloursOf(this.canvas);
    const { data, options } = this.chart;
    data.datasets.forEach((dataset, place) => {
      dataset.borderColor = dataset.backgroundColor = place === 0 ? created : resolved;
    });
    for (const scale of Object.values(options.scales ?? {})) {
      Object.assign(scale?.ticks ?? {}, { color: text });
      Object.assign(scale?.grid ?? {}, { color: line });
      Object.assign(scale?.border ?? {}, { color: line });
    }
    this.chart.update("none");
  }
}
