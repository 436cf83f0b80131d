import { shortNumber } from '../model/value-text.ts';
import { frame, labelsOf, type Inside } from './frame.ts';
import { numberAxis, type NumberAxis } from './number-axis.ts';
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
  /** How long the job of a lane waited, from its submission to its first row. */
  readonly waits: readonly { readonly lane: number; readonly from: number; readonly to: number }[];
  /** How many rows ended a second, in equal spans of time from 0 on. */
  readonly rates: { readonly width: number; readonly of: readonly number[] };
  readonly end: number;
  readonly begin: number;
}

const LEFT = 150;
const RIGHT = 740;
const TOP = 16;
/** The height of the bars of rates, and their distance from the lanes, in pixels. */
const RATE_HEIGHT = 70;
const APART = 14;

/** Returns a line for each worker, with what it did when, and below them how many rows ended a second. */
export function laneChart(lanes: Lanes): Drawing {
  const { names, parts, submitted, waits, begin, end } = lanes;
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
  for (const { lane, from, to } of waits) {
    const x = along.at(from);
    const y = TOP + (lane + 0.5) * height - 1;
    const tip = `${names[lane]!} waited ${shortNumber(to - from)} s for its first row`;
    shapes.push({ kind: 'rect', mark: 'wait', x, y, width: along.at(to) - x, height: 2, tip });
  }
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
  shapes.push(...frame(inside, { title: '', at: [] }, { title: '', at: labels }));
  const top = bottom + APART;
  shapes.push(...rateBars(lanes, along, { ...inside, top, bottom: top + RATE_HEIGHT }));
  const label = `Timeline of ${names.length} workers, and rows per second`;
  return { width: 760, height: top + RATE_HEIGHT + 46, label, shapes };
}

function rateBars({ rates: { width, of } }: Lanes, along: NumberAxis, inside: Inside): Shape[] {
  const { top, bottom } = inside;
  const most = of.reduce((a, b) => Math.max(a, b), 0);
  const down = numberAxis(0, most, { from: bottom, to: top, count: 2 });
  const bars = of.flatMap((rate, i): Shape[] => {
    if (rate === 0) return [];
    const [from, to] = [i * width, (i + 1) * width];
    const [x, y] = [along.at(from), down.at(rate)];
    const tip = `${shortNumber(from)} to ${shortNumber(to)} s: ${shortNumber(rate)} rows/s`;
    const size = { width: Math.max(0.5, along.at(to) - x), height: bottom - y };
    return [{ kind: 'rect', mark: 'bar', x, y, ...size, tip }];
  });
  const xs = labelsOf('seconds since the first row began', along);
  return [...bars, ...frame(inside, xs, labelsOf('rows/s', down))];
}
