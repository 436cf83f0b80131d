import { expect, test } from '@jest/globals';
import { bandChart } from '../../src/drawing/band-chart.ts';
import { barChart } from '../../src/drawing/bar-chart.ts';
import { heatMap } from '../../src/drawing/heat-map.ts';
import { laneChart } from '../../src/drawing/lane-chart.ts';
import { parallelDrawing } from '../../src/drawing/parallel-axes.ts';
import { svgText } from '../../src/drawing/svg-text.ts';
import { cellsOf } from '../../src/model/cells.ts';

const x = {
  key: 'a<b',
  of: Uint16Array.of(0, 1, 1, 2),
  labels: ['0', '1', '2'],
  bounds: [
    [0, 0],
    [1, 1],
    [2, 2],
  ] as const,
};
const y = { key: 'b', of: Uint16Array.of(0, 0, 0, 0), labels: ['"x"', '</svg>'] };
const sample = {
  states: Uint8Array.of(2, 1, 2, 0),
  mask: Uint8Array.of(1, 1, 1, 1),
  numbers: [1, NaN, 3, NaN],
};
test('a map of states tells each by a mark and a letter, and how many rows have it', () => {
  const states = Uint8Array.of(2, 1, 2, 0);
  const wide = { ...x, of: Uint16Array.of(1, 1, 1, 2) };
  const map = heatMap({
    ...{ x: wide, y, cells: cellsOf(wide, y, { ...sample, states }) },
    ...({ show: 'state', name: 'State' } as const),
  });
  const cells = map.shapes.filter(({ choice }) => choice !== undefined);
  expect(cells.map(({ mark }) => mark)).toEqual([
    ...['absent', 'done', 'failed', 'missing'],
    ...['absent', 'absent', 'absent'],
  ]);
  const [, done, failed] = cells as { x: number; width: number }[];
  expect(done!.width).toBeCloseTo(2 * failed!.width, -1);
  expect(failed!.x).toBeCloseTo(done!.x + done!.width);
  const letters = map.shapes.filter(({ mark }) => mark === 'letter') as { text: string }[];
  expect(letters.map(({ text }) => text)).toEqual(['D', 'F', 'M']);
});

test('a cell whose rows are not selected is told from one that no row can have', () => {
  const mask = Uint8Array.of(1, 0, 0, 0);
  const map = heatMap({
    ...{ x, y, cells: cellsOf(x, y, { ...sample, mask }), all: cellsOf(x, y, sample) },
    ...({ show: 'state', name: 'State' } as const),
  });
  const cells = map.shapes.filter(({ choice }) => choice !== undefined);
  expect(cells.map(({ mark }) => mark)).toEqual([
    'done',
    'dim',
    'dim',
    'absent',
    'absent',
    'absent',
  ]);
  expect(cells[1]!.tip).toContain('its rows are not selected');
});

test('a map of numbers has a colour for each number, and hatches where there is none', () => {
  const map = heatMap({ x, y, cells: cellsOf(x, y, sample), show: 'mean', name: 'r' });
  expect(map.shapes.filter(({ choice }) => choice !== undefined).map(({ mark }) => mark)).toEqual([
    'bar',
    'bar',
    'missing',
    'absent',
    'absent',
    'absent',
  ]);
  expect(map.shapes[0]!.fill).not.toBe(map.shapes[1]!.fill);
});

test('a line goes through the means, within a band', () => {
  const { shapes } = bandChart(
    x,
    cellsOf(x, undefined, { ...sample, numbers: [1, 5, 3, NaN] }),
    'r',
  );
  expect(shapes.slice(0, 2).map(({ mark }) => mark)).toEqual(['band', 'line']);
  expect(shapes.filter(({ choice }) => choice !== undefined).map(({ tip }) => tip)).toEqual([
    'a<b 0: r mean 1, least 1, most 1, 1 rows',
    'a<b 1: r mean 4, least 3, most 5, 2 rows',
  ]);
});

test('values without an order have bands of their own, and no line', () => {
  const { shapes } = bandChart(y, cellsOf(y, undefined, { ...sample, numbers: [1, 5, 3, 2] }), 'r');
  expect(shapes.slice(0, 2).map(({ kind, mark }) => [kind, mark])).toEqual([
    ['rect', 'band'],
    ['rect', 'bar'],
  ]);
  expect(shapes.every(({ mark }) => mark !== 'line')).toBe(true);
});

test('bins of numbers have round numbers below their edges', () => {
  const bounds = [
    [0.13, 5.07],
    [5.07, 10.01],
  ] as const;
  const { shapes } = barChart({ ...y, bounds }, [1, 2], [1, 2]);
  const texts = shapes.flatMap((shape) =>
    shape.mark === 'label' ? [(shape as { text: string }).text] : [],
  );
  expect(texts.slice(0, 5)).toEqual(['2', '4', '6', '8', '10']);
});

test('bars of the selection are in front of those of all rows', () => {
  const { shapes } = barChart(x, [1, 2, 1], [0, 2, 0]);
  const rects = shapes.filter((shape) => shape.kind === 'rect');
  expect(rects.map(({ height }) => height)).toEqual([87, 0, 174, 174, 87, 0]);
});

test('a line of parallel axes is broken where there is no number', () => {
  const axis = (numbers: number[]) => ({
    key: 'k',
    least: 0,
    most: 1,
    at: (row: number) => numbers[row]!,
  });
  const axes = [axis([0, 0]), axis([1, NaN]), axis([0, 0.5]), axis([0, 1])];
  const lines = parallelDrawing(axes, [0, 1], [2, 1]).shapes.slice(0, 2);
  expect(
    lines.map((shape) => [shape.mark, (shape as { d: string }).d.replace(/[^ML]/g, '')]),
  ).toEqual([
    ['thread', 'MLLL'],
    ['thread-failed', 'MML'],
  ]);
});

test('each worker has a line, with its time in the queue; rates are below', () => {
  const part = { from: 0, to: 1, done: 1, failed: 0 };
  const parts = [
    { ...part, lane: 0 },
    { ...part, lane: 1, done: 0, failed: 2 },
  ];
  const { shapes } = laneChart({
    ...{ names: ['p', 'q'], parts, submitted: [], begin: -1, end: 2 },
    waits: [{ lane: 1, from: -1, to: 0 }],
    rates: { width: 1, of: [2, 0] },
  });
  const drawn = shapes.filter(({ tip }) => tip !== undefined);
  expect(drawn.map(({ mark, tip }) => [mark, tip])).toEqual([
    ['done', 'p, 0 to 1 s: 1 done, 0 failed'],
    ['failed', 'q, 0 to 1 s: 0 done, 2 failed'],
    ['wait', 'q waited 1 s for its first row'],
    ['bar', '0 to 1 s: 2 rows/s'],
  ]);
});

test('names and values cannot become markup of a file', () => {
  const map = heatMap({
    x,
    y,
    cells: cellsOf(x, y, sample),
    show: 'state',
    name: '<script>\u0000\ud800',
  });
  const svg = svgText(map);
  expect(svg).not.toMatch(/<script|a<b|"x"|\u0000|\ud800/);
  expect(svg.match(/<\/svg>/g)).toHaveLength(1);
});
