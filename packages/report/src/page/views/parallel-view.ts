import { parallelDrawing, type ParallelAxis } from '../../drawing/parallel-axes.ts';
import { rangeOf } from '../../model/bins.ts';
import { valueText } from '../../model/value-text.ts';
import { dragRange } from '../drag-range.ts';
import { element } from '../element.ts';
import { picture } from '../picture.ts';
import { rangeInputs } from '../range-inputs.ts';
import { STATE, STATES, type Sweep } from '../sweep.ts';

/** Most rows that are drawn, and most axes. */
const MOST_LINES = 1000;
const MOST_AXES = 10;

/** Parallel coordinates of parameters, results, durations and states. A drag along an axis selects a range. */
export function parallelView(sweep: Sweep): () => readonly Node[] {
  const durations = sweep.data.columns.filter(({ role }) => role === 'duration');
  const last = [...durations.map(({ key }) => key), STATE];
  const all = [...sweep.keys, ...sweep.results];
  const keys = [...all.slice(0, MOST_AXES - last.length), ...last];
  return () => {
    const axes = keys.map((key) => axisOf(sweep, key));
    const chosen = rowsOf(sweep);
    const drawing = parallelDrawing(axes, chosen, sweep.states);
    const figure = picture(drawing);
    dragRange(
      figure.querySelector('svg')!,
      drawing.width,
      drawing.height,
      axes,
      (key, least, most) => {
        const axis = axes.find((one) => one.key === key)!;
        if (axis.labels === undefined)
          return sweep.select(key, { kind: 'range', key, least, most });
        const values = key === STATE ? STATES : sweep.axis(key).values;
        const within = values.filter((_, i) => i >= least && i <= most);
        sweep.select(key, { kind: 'values', key, values: within });
      },
    );
    return [
      element('h2', {}, 'Parallel coordinates'),
      element(
        'p',
        { class: 'note' },
        `${chosen.length} of ${sweep.selected} selected rows are drawn, failed ones dashed${all.length + last.length > keys.length ? `, on the first ${keys.length} axes` : ''}. Drag along an axis, or type bounds:`,
      ),
      element(
        'details',
        {},
        element('summary', {}, 'Bounds'),
        ...keys.flatMap((key) => {
          const inputs = rangeInputs(sweep, key);
          return inputs.length === 0 ? [] : [element('p', {}, `${key}: `, ...inputs)];
        }),
      ),
      figure,
    ];
  };
}

function axisOf(sweep: Sweep, key: string): ParallelAxis {
  if (key === STATE) {
    const { states } = sweep;
    return { key, least: 0, most: STATES.length - 1, at: (row) => states[row]!, labels: STATES };
  }
  if (sweep.columns.includes(key)) {
    const numbers = sweep.numbers(key);
    return { key, ...rangeOf(numbers), at: (row) => numbers[row]! };
  }
  const { values, codes, areNumbers } = sweep.axis(key);
  if (areNumbers) {
    return { key, ...rangeOf(values as number[]), at: (row) => values[codes[row]!] as number };
  }
  const labels = values.map(valueText);
  return { key, least: 0, most: labels.length - 1, at: (row) => codes[row]!, labels };
}

/** Returns some of the selected rows, in no regular distance: that could meet the same value always. */
function rowsOf({ mask, selected }: Sweep): number[] {
  const part = (MOST_LINES / selected) * 2 ** 32;
  const rows: number[] = [];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 1 && Math.imul(i + 1, 0x9e3779b1) >>> 0 < part) rows.push(i);
  }
  return rows;
}
