import type { ParameterSpace, Row } from '@psyrun/core';
import { lengthOf, type Range } from '@psyrun/pspace/internal';
import { ROW_DONE, ROW_FAILED } from '@psyrun/run';
import type { StatusResult } from '../schemas/status.ts';
import { durationModel, expectedDurations, type Spread } from './duration-model.ts';
import type { RowTimes, TimedRow } from './row-times.ts';
import { sampledIndices } from './sampled-rows.ts';

/** Fewest rows from which a rate follows. */
const FEWEST = 5;
/** The rate is that of the rows that ended last. */
const RECENT = 200;
/** Most rows that are left whose parameters are looked at. */
const MOST_LEFT = 2000;
/** Seconds without a row, beside ten times the longest one, after which there is no rate. */
const LONGEST_REST = 60;

/** How fast rows end, and how long those that are left will take. All times are in seconds. */
export interface Pace {
  /** Rows a second; undefined if too few have ended, or none of late. */
  readonly rate?: number;
  /** The time that is left if the rate stays: the expected one, and a range that most probably has it. */
  readonly left?: { readonly expected: number; readonly least: number; readonly most: number };
  /** Why the time that is left is not known, as a sentence. */
  readonly unknown?: string;
  /** When the last row ended, in seconds since 1970. */
  readonly lastEnded?: number;
  /** The durations of all rows so far, in hours. */
  readonly coreHours: number;
}

/** The rows that are left. */
export interface RowsToCome {
  readonly space: ParameterSpace;
  readonly ranges: readonly Range[];
}

/** The states of rows, by which those that are left are found. */
interface States {
  rangesWithout(...states: readonly number[]): readonly Range[];
}

/** Returns the rows that are left. A row that failed has had its turn, unless the run was continued. */
export function rowsToCome(space: ParameterSpace, states: States, times: RowTimes): RowsToCome {
  const ended = times.isContinued ? [ROW_DONE] : [ROW_DONE, ROW_FAILED];
  return { space, ranges: states.rangesWithout(...ended) };
}

/** Returns the pace of a run at the time `now`, in seconds since 1970. */
export function paceOf(times: RowTimes, left: RowsToCome, now: number): Pace {
  const { timed, ...known } = knownOf(times);
  const rate = rateOf(timed, times.step, now);
  if (typeof rate === 'string') return { ...known, unknown: rate };
  const count = lengthOf(left.ranges);
  if (count === 0) return { ...known, rate };
  const model = durationModel(left.space, timed);
  const rest = expectedDurations(model, sampledRows(left));
  if (rest === undefined) {
    const unknown = `Durations differ by ${model.by!.key}, and no row with some of its values has ended yet.`;
    return { ...known, rate, unknown };
  }
  return { ...known, rate, left: timeLeft(count, rate, rest, timed.slice(-RECENT)) };
}

/** Returns what is known of a run on which nothing works. */
export function idlePace(times: RowTimes): Pace {
  const { timed: _, ...known } = knownOf(times);
  return { ...known, unknown: 'Nothing works on the task.' };
}

/** Returns a pace with the time in ISO 8601. */
export function paceData({ lastEnded, ...pace }: Pace): NonNullable<StatusResult['pace']> {
  if (lastEnded === undefined) return pace;
  return { ...pace, lastEnded: new Date(1000 * lastEnded).toISOString() };
}

function knownOf(times: RowTimes) {
  const timed = times.sorted();
  const seconds = timed.reduce((sum, { duration }) => sum + duration, 0) * times.step;
  const coreHours = seconds / 3600;
  const last = timed.at(-1);
  return { timed, coreHours, ...(last !== undefined && { lastEnded: last.ended }) };
}

/** Returns rows a second, or why there is no rate. */
function rateOf(timed: readonly TimedRow[], step: number, now: number): number | string {
  if (timed.length === 0) return 'No row has ended yet.';
  if (timed.length < FEWEST) {
    return `Only ${timed.length} ${timed.length === 1 ? 'row has' : 'rows have'} ended yet.`;
  }
  const recent = timed.slice(-RECENT);
  const last = recent.at(-1)!.ended;
  const longest = recent.reduce((most, { duration }) => Math.max(most, duration), 0);
  const from = recent.reduce(
    (least, { ended, duration }) => Math.min(least, ended - duration),
    Infinity,
  );
  // In a sample, rows end as far from each other as those between them take.
  const gap = (last - from) / recent.length;
  if (now - last > LONGEST_REST + 10 * Math.max(longest, gap)) return 'No row has ended of late.';
  return (recent.length * step) / Math.max(now - from, last - from, 1e-9);
}

function timeLeft(count: number, rate: number, rest: Spread, recent: readonly TimedRow[]) {
  const mean = recent.reduce((sum, { duration }) => sum + duration, 0) / recent.length;
  const expected = ((count / rate) * rest.mean) / mean;
  const relative = rest.variance / rest.mean ** 2;
  // The rate is known from few rows, and durations vary: two standard errors of both.
  const error = 2 * Math.sqrt(1 / recent.length + relative * (1 / recent.length + 1 / count));
  return { expected, least: expected / (1 + error), most: expected * (1 + error) };
}

function* sampledRows({ space, ranges }: RowsToCome): Generator<Row> {
  for (const index of sampledIndices(ranges, MOST_LEFT)) yield space.at(index);
}
