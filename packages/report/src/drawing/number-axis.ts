/** A map from numbers to pixels. */
export interface NumberAxis {
  readonly at: (number: number) => number;
  /** Round numbers, with their text. */
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/**
 * Returns an axis from `least` to `most`, with about `count` ticks, at pixels `from` to `to`.
 *
 * @example
 * ```ts
 * numberAxis(0, 10, { from: 0, to: 100, count: 2 }).ticks.map(({ text }) => text); // => ['0', '5', '10']
 * ```
 */
export function numberAxis(
  least: number,
  most: number,
  { from, to, count }: { from: number; to: number; count: number },
): NumberAxis {
  if (!(least < most)) {
    const middle = (from + to) / 2;
    const value = Number.isFinite(least) ? least : 0;
    return { at: () => middle, ticks: [{ value, text: String(Number(value.toPrecision(6))) }] };
  }
  const half = most / 2 - least / 2;
  const at = (number: number): number => from + ((number / 2 - least / 2) / half) * (to - from);
  const step = roundStep((half / count) * 2);
  const ticks = [];
  for (let i = Math.ceil(least / step); i * step <= most && ticks.length < 100; i++) {
    const value = Number((i * step).toPrecision(12));
    ticks.push({ value, text: String(Number(value.toPrecision(6))) });
  }
  return { at, ticks };
}

/** Returns 1, 2 or 5 times a power of ten, near a number. */
function roundStep(near: number): number {
  const power = 10 ** Math.floor(Math.log10(near));
  const part = near / power;
  return (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10) * power;
}
