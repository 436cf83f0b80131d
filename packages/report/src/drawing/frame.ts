import { cutLabels } from './cut-labels.ts';
import type { NumberAxis } from './number-axis.ts';
import type { Shape } from './shape.ts';

/** The part of a drawing inside of its axes. */
export interface Inside {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Positions of labels along an axis. */
export interface Labels {
  readonly title: string;
  readonly at: readonly { readonly place: number; readonly text: string }[];
}

/** Pixels that a label below an axis needs, and one beside it. */
const WIDE = 64;
const HIGH = 16;
/** Most characters of a label. */
const LONGEST = 12;

/** Returns the labels of an axis of numbers. */
export function labelsOf(title: string, axis: NumberAxis): Labels {
  return { title, at: axis.ticks.map(({ value, text }) => ({ place: axis.at(value), text })) };
}

/** Returns the two axes of a drawing with their labels. Labels that would cover each other are left out. */
export function frame({ left, top, right, bottom }: Inside, x: Labels, y: Labels): Shape[] {
  const shapes: Shape[] = [
    { kind: 'path', mark: 'axis', d: `M${left} ${top}V${bottom}H${right}` },
    {
      kind: 'text',
      mark: 'title',
      x: (left + right) / 2,
      y: bottom + 36,
      text: x.title,
      anchor: 'middle',
    },
    {
      kind: 'text',
      mark: 'title',
      x: 14,
      y: (top + bottom) / 2,
      text: y.title,
      anchor: 'middle',
      turn: -90,
    },
  ];
  for (const { place, text } of cut(thinned(x.at, WIDE))) {
    shapes.push({ kind: 'path', mark: 'axis', d: `M${place} ${bottom}v4` });
    shapes.push({
      kind: 'text',
      mark: 'label',
      x: place,
      y: bottom + 17,
      text,
      anchor: 'middle',
    });
  }
  for (const { place, text } of cut(thinned(y.at, HIGH))) {
    shapes.push({ kind: 'path', mark: 'axis', d: `M${left} ${place}h-4` });
    shapes.push({
      kind: 'text',
      mark: 'label',
      x: left - 7,
      y: place + 4,
      text,
      anchor: 'end',
    });
  }
  return shapes;
}

function cut(labels: Labels['at']): Labels['at'] {
  const texts = cutLabels(
    labels.map(({ text }) => text),
    LONGEST,
  );
  return labels.map(({ place }, i) => ({ place, text: texts[i]! }));
}

function thinned(labels: Labels['at'], apart: number): Labels['at'] {
  let last = -Infinity;
  const sorted = [...labels].sort((a, b) => a.place - b.place);
  return sorted.filter(({ place }) => {
    if (place - last < apart) return false;
    last = place;
    return true;
  });
}
