import { shortNumber } from '../model/value-text.ts';
import { frame, labelsOf } from './frame.ts';
import { numberAxis } from './number-axis.ts';
import type { Drawing, Shape } from './shape.ts';

/** The rows that one worker evaluated between two times, in seconds. */
export interface LanePart {
  /** Number of the worker, from 0. */
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly done: number;
  readonly failed: number;
}

/** The workers and jobs of a timeline. */
export interface Lanes {
  readonly names: readonly string[];
  readonly parts: readonly LanePart[];
  /** When jobs were submitted. */
  readonly submitted: readonly { readonly at: number; readonly name: string }[];
  readonly end: number;
  readonly begin: number;
}

const LEFT = 150;
const RIGHT = 740;
const TOP = 16;

/** Returns a line for each worker, with what it did when. */
export function laneChart({ names, parts, submitted, begin, end }: Lanes): Drawing {
  const height = Math.max(4, Math.min(22, 480 / Math.max(1, names.length)));
  const bottom = TOP + height * Math.max(1, names.length);
  const along = numberAxis(begin, end, { from: LEFT, to: RIGHT, count: 6 });
  const shapes = parts.map(({ lane, from, to, done, failed }): Shape => {
    const x = along.at(from);
    const mark = failed === 0 ? 'done' : done === 0 ? 'failed' : 'mixed';
    const tip = `${names[lane]!}, ${shortNumber(from)} to ${shortNumber(to)} s: ${done} done, ${failed} failed`;
    const width = Math.max(0.5, along.at(to) - x);
    return { kind: 'rect', mark, x, y: TOP + lane * height + 1, width, height: height - 2, tip };
  });
  for (const { at, name } of submitted) {
    const d = `M${along.at(at)} ${TOP - 8}V${bottom}`;
    shapes.push({
      kind: 'path',
      mark: 'axis',
      d,
      tip: `${name} was submitted at ${shortNumber(at)} s`,
    });
  }
  const labels = names.map((text, i) => ({ text, place: TOP + (i + 0.5) * height }));
  const inside = { left: LEFT, top: TOP, right: RIGHT, bottom };
  const axes = frame(inside, labelsOf('seconds since the first row began', along), {
    title: '',
    at: labels,
  });
  return {
    width: 760,
    height: bottom + 46,
    label: `Timeline of ${names.length} workers`,
    shapes: [...shapes, ...axes],
  };
}
