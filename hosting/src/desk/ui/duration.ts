const UNITS: [string, number][] = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
];

/** "3 d 4 h": the two largest units, which is as much as anybody compares. */
export function durationText(seconds: number): string {
  const place = UNITS.findIndex(([, size]) => seconds >= size);
  let left = seconds;
  const parts = UNITS.slice(place)
    .slice(0, 2)
    .map(([unit, size]) => {
      const count = Math.floor(left / size);
      left -= count * size;
      return count > 0 ? `${count} ${unit}` : "";
    });
  return parts.filter(Boolean).join(" ") || "0 s";
}

/** "3 h": the largest unit alone, which is enough in a list; "now" within the first minute. */
export function ageText(seconds: number): string {
  if (seconds < 60) return "now";
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? ["s", 1];
  return `${Math.floor(seconds / size)} ${unit}`;
}
