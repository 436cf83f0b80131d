import type { LanePart } from '../drawing/lane-chart.ts';

/** The times of rows, in seconds, and who evaluated them. */
export interface TimedRows {
  readonly starts: ArrayLike<number>;
  readonly durations: ArrayLike<number>;
  /** The worker of each row, from 1; 0 if it is not known. */
  readonly workers: ArrayLike<number>;
  readonly states: ArrayLike<number>;
}

/** Returns what each worker did in each of `slots` equal spans of time. */
export function laneParts(rows: TimedRows, end: number, slots: number): LanePart[] {
  const { starts, durations, workers, states } = rows;
  const width = end / slots;
  const parts = new Map<
    number,
    { from: number; to: number; done: number; failed: number; lane: number }
  >();
  for (let i = 0; i < states.length; i++) {
    const from = starts[i]!;
    const worker = workers[i]!;
    if (worker === 0 || Number.isNaN(from)) continue;
    const slot = width > 0 ? Math.min(slots - 1, Math.floor(from / width)) : 0;
    const key = worker * slots + slot;
    const to = from + (durations[i]! || 0);
    const part = parts.get(key) ?? { from, to, done: 0, failed: 0, lane: worker - 1 };
    part.from = Math.min(part.from, from);
    part.to = Math.max(part.to, to);
    if (states[i] === 1) part.failed++;
    else part.done++;
    parts.set(key, part);
  }
  return [...parts.values()];
}
