import type { Bins } from '../model/bins.ts';
import type { Cell } from '../model/cells.ts';
import { shortNumber } from '../model/value-text.ts';
import { colourOf } from './colour-scale.ts';
import { frame } from './frame.ts';
import type { Drawing, Mark, Shape } from './shape.ts';

/** The number of a cell that is shown; `state` shows how its rows have ended. */
export type CellNumber = 'state' | 'mean' | 'least' | 'most' | 'spread';

/** A heat map of two axes. */
export interface HeatMap {
  readonly x: Bins;
  readonly y: Bins;
  /** Row after row of `y`. */
  readonly cells: readonly Cell[];
  readonly show: CellNumber;
  /** Name of the number. */
  readonly name: string;
}

const WIDTH = 720;
const HEIGHT = 440;
const INSIDE = { left: 110, top: 16, right: 600, bottom: 390 };

/** Returns the drawing of a heat map. A cell that no row can have is hatched. */
export function heatMap(map: HeatMap): Drawing {
  const { x, y, cells, show, name } = map;
  const { left, top, right, bottom } = INSIDE;
  const columns = x.labels.length;
  const width = (right - left) / columns;
  const height = (bottom - top) / y.labels.length;
  const numbers = show === 'state' ? [] : cells.map((cell) => cell[show]).filter(Number.isFinite);
  const least = numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const most = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
  const shapes = cells.flatMap((cell, i): Shape[] => {
    const column = i % columns;
    const line = Math.floor(i / columns);
    const place = { x: left + column * width, y: bottom - (line + 1) * height, width, height };
    const tip = `${x.key} ${x.labels[column]!}, ${y.key} ${y.labels[line]!}: ${cellText(cell, map)}`;
    const rect = { kind: 'rect', ...place, tip, choice: `${column} ${line}` } as const;
    const number = show === 'state' ? NaN : cell[show];
    if (show !== 'state' && Number.isFinite(number)) {
      const part = most === least ? 0.5 : (number - least) / (most - least);
      return [{ ...rect, mark: 'bar', fill: colourOf(part) }];
    }
    const mark = stateOf(cell);
    return [{ ...rect, mark }, ...letterOf(mark, place)];
  });
  const middle = (i: number, size: number): number => (i + 0.5) * size;
  const labels = frame(
    INSIDE,
    { title: x.key, at: x.labels.map((text, i) => ({ text, place: left + middle(i, width) })) },
    { title: y.key, at: y.labels.map((text, i) => ({ text, place: bottom - middle(i, height) })) },
  );
  const legend = show === 'state' ? stateLegend() : numberLegend(least, most);
  const label = `${name} by ${x.key} and ${y.key}, ${columns} by ${y.labels.length} cells`;
  return { width: WIDTH, height: HEIGHT, label, shapes: [...shapes, ...labels, ...legend] };
}

/** Returns how the rows of a cell have ended. */
export function stateOf({ missing, failed, done }: Cell): Mark {
  const present = [missing, failed, done].filter((count) => count > 0).length;
  if (present === 0) return 'absent';
  if (present > 1) return 'mixed';
  return done > 0 ? 'done' : failed > 0 ? 'failed' : 'missing';
}

function cellText(cell: Cell, { show, name }: HeatMap): string {
  const { missing, failed, done, count } = cell;
  if (missing + failed + done === 0) return 'no row has these values';
  const states = `${done} done, ${failed} failed, ${missing} missing`;
  if (show === 'state' || count === 0) return states;
  const { mean, least, most, spread } = cell;
  const [m, l, t, s] = [mean, least, most, spread].map(shortNumber);
  return `${name}: mean ${m}, least ${l}, most ${t}, spread ${s}; ${states}`;
}

const LETTERS: Partial<Record<Mark, string>> = { failed: 'F', missing: 'M', mixed: '±', done: 'D' };

function letterOf(
  mark: Mark,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Shape[] {
  const text = LETTERS[mark];
  if (text === undefined || width < 14 || height < 14) return [];
  return [
    {
      kind: 'text',
      mark: 'letter',
      x: x + width / 2,
      y: y + height / 2 + 4,
      text,
      anchor: 'middle',
    },
  ];
}

function stateLegend(): Shape[] {
  const names = [
    ['done', 'D done'],
    ['failed', 'F failed'],
    ['missing', 'M missing'],
    ['mixed', '± several'],
    ['absent', 'no such row'],
  ] as const;
  return names.flatMap(([mark, text], i): Shape[] => [
    { kind: 'rect', mark, x: 615, y: 20 + 24 * i, width: 16, height: 16 },
    { kind: 'text', mark: 'label', x: 637, y: 32 + 24 * i, text },
  ]);
}

function numberLegend(least: number, most: number): Shape[] {
  if (!(least <= most)) return [{ kind: 'text', mark: 'label', x: 615, y: 30, text: 'no numbers' }];
  const steps = 40;
  const bars = Array.from({ length: steps }, (_, i): Shape => {
    const y = 26 + (steps - 1 - i) * 5;
    return {
      kind: 'rect',
      mark: 'bar',
      fill: colourOf(i / (steps - 1)),
      x: 615,
      y,
      width: 18,
      height: 5.5,
    };
  });
  return [
    ...bars,
    { kind: 'text', mark: 'label', x: 639, y: 34, text: shortNumber(most) },
    { kind: 'text', mark: 'label', x: 639, y: 226, text: shortNumber(least) },
    { kind: 'rect', mark: 'absent', x: 615, y: 244, width: 16, height: 16 },
    { kind: 'text', mark: 'label', x: 637, y: 256, text: 'no such row' },
  ];
}
