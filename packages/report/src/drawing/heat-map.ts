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
  /** The rows that are shown, row after row of `y`. */
  readonly cells: readonly Cell[];
  /** All rows, if only some are shown: a cell without shown rows may have others. */
  readonly all?: readonly Cell[];
  readonly show: CellNumber;
  /** Name of the number. */
  readonly name: string;
}

const WIDTH = 720;
const HEIGHT = 440;
const INSIDE = { left: 110, top: 16, right: 600, bottom: 390 };

/**
 * Returns the drawing of a heat map. A cell that no row can have is hatched. A cell of states is divided in
 * proportion to its rows.
 */
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
    const all = map.all?.[i] ?? cell;
    const column = i % columns;
    const line = Math.floor(i / columns);
    const place = { x: left + column * width, y: bottom - (line + 1) * height, width, height };
    const tip = `${x.key} ${x.labels[column]!}, ${y.key} ${y.labels[line]!}: ${cellText(cell, all, map)}`;
    const rect = { kind: 'rect', ...place, tip, choice: `${column} ${line}` } as const;
    const number = show === 'state' ? NaN : cell[show];
    if (show !== 'state' && Number.isFinite(number)) {
      const part = most === least ? 0.5 : (number - least) / (most - least);
      return [{ ...rect, mark: 'bar', fill: colourOf(part) }];
    }
    return stateParts(cell, all, place).flatMap(({ mark, ...part }) => [
      { ...rect, ...part, mark },
      ...letterOf(mark, part),
    ]);
  });
  const middle = (i: number, size: number): number => (i + 0.5) * size;
  const labels = frame(
    INSIDE,
    { title: x.key, at: x.labels.map((text, i) => ({ text, place: left + middle(i, width) })) },
    { title: y.key, at: y.labels.map((text, i) => ({ text, place: bottom - middle(i, height) })) },
  );
  const isDim = shapes.some(({ mark }) => mark === 'dim');
  const legend = show === 'state' ? stateLegend(isDim) : numberLegend(least, most, isDim);
  const label = `${name} by ${x.key} and ${y.key}, ${columns} by ${y.labels.length} cells`;
  return { width: WIDTH, height: HEIGHT, label, shapes: [...shapes, ...labels, ...legend] };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const STATES = ['done', 'failed', 'missing'] as const;
/** The narrowest part of a cell, in pixels, so that one failed row of many is seen. */
const NARROWEST = 2;

/** Returns the parts of a cell: how its rows have ended, from the left. */
function stateParts(cell: Cell, all: Cell, box: Box): (Box & { readonly mark: Mark })[] {
  const present = STATES.filter((mark) => cell[mark] > 0);
  if (present.length === 0) return [{ ...box, mark: hasRows(all) ? 'dim' : 'absent' }];
  const least = Math.min(NARROWEST, box.width / 4);
  const free = box.width - least * present.length;
  let { x } = box;
  return present.map((mark) => {
    const width = least + (free * cell[mark]) / (cell.done + cell.failed + cell.missing);
    x += width;
    return { ...box, x: x - width, width, mark };
  });
}

function hasRows({ done, failed, missing }: Cell): boolean {
  return done + failed + missing > 0;
}

function cellText(cell: Cell, all: Cell, { show, name }: HeatMap): string {
  const { missing, failed, done, count } = cell;
  if (!hasRows(cell)) return hasRows(all) ? 'its rows are not selected' : 'no row has these values';
  const states = `${done} done, ${failed} failed, ${missing} missing`;
  if (show === 'state' || count === 0) return states;
  const { mean, least, most, spread } = cell;
  const [m, l, t, s] = [mean, least, most, spread].map(shortNumber);
  return `${name}: mean ${m}, least ${l}, most ${t}, spread ${s}; ${states}`;
}

const LETTERS: Partial<Record<Mark, string>> = { failed: 'F', missing: 'M', done: 'D' };

function letterOf(mark: Mark, { x, y, width, height }: Box): Shape[] {
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

const UNSELECTED = ['dim', 'not selected'] as const;
const ABSENT = ['absent', 'no such row'] as const;

function stateLegend(isDim: boolean): Shape[] {
  const names = [
    ['done', 'D done'],
    ['failed', 'F failed'],
    ['missing', 'M missing'],
  ] as const;
  return legendAt(20, [...names, ...(isDim ? [UNSELECTED] : []), ABSENT]);
}

function legendAt(top: number, names: readonly (readonly [Mark, string])[]): Shape[] {
  return names.flatMap(([mark, text], i): Shape[] => [
    { kind: 'rect', mark, x: 615, y: top + 24 * i, width: 16, height: 16 },
    { kind: 'text', mark: 'label', x: 637, y: top + 12 + 24 * i, text },
  ]);
}

function numberLegend(least: number, most: number, isDim: boolean): Shape[] {
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
    ...legendAt(244, [...(isDim ? [UNSELECTED] : []), ABSENT]),
  ];
}
