/** Stops of cividis, which people with any colour vision read in the same order. */
const STOPS = [
  [0, 34, 78],
  [53, 69, 108],
  [102, 105, 112],
  [148, 143, 120],
  [195, 184, 107],
  [254, 232, 56],
] as const;

/** Returns the colour of a part from 0 to 1, dark to light. */
export function colourOf(part: number): string {
  const place = Math.min(1, Math.max(0, part)) * (STOPS.length - 1);
  const low = STOPS[Math.min(STOPS.length - 2, Math.floor(place))]!;
  const high = STOPS[Math.min(STOPS.length - 1, Math.floor(place) + 1)]!;
  const rest = place - Math.min(STOPS.length - 2, Math.floor(place));
  const mixed = low.map((from, i) => Math.round(from + (high[i]! - from) * rest));
  return `rgb(${mixed.join(',')})`;
}
