import { NO_BIN, type Bins } from '../model/bins.ts';
import { element } from './element.ts';

/** A slider over the bins of a parameter. */
export interface StepSlider {
  readonly element: HTMLElement;
  /** Returns a mask without the rows of other bins. */
  readonly maskOf: (mask: Uint8Array) => Uint8Array;
}

/** Returns a slider that is at `step`; -1 stands for all values. */
export function stepSlider(bins: Bins, step: number, onStep: (step: number) => void): StepSlider {
  const text = step < 0 ? 'all' : bins.labels[step]!;
  const input = element('input', {
    type: 'range',
    min: -1,
    max: bins.labels.length - 1,
    'aria-label': bins.key,
    'aria-valuetext': text,
    onchange: () => onStep(Number(input.value)),
  });
  input.value = String(step);
  return {
    element: element('label', {}, `${bins.key} `, input, ` ${text}`),
    maskOf: (mask) =>
      step < 0
        ? mask
        : mask.map((bit, i) => (bins.of[i] === step && bins.of[i] !== NO_BIN ? bit : 0)),
  };
}
