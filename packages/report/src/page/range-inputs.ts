import { rangeOf } from '../model/bins.ts';
import { element } from './element.ts';
import { STATE, type Sweep } from './sweep.ts';

/** Returns fields for the bounds of a number, so that the keyboard selects ranges, too. */
export function rangeInputs(sweep: Sweep, key: string): readonly Node[] {
  if (key === STATE) return [];
  const isColumn = sweep.columns.includes(key);
  if (!isColumn && !sweep.axis(key).areNumbers) return [];
  const numbers = isColumn ? sweep.numbers(key) : (sweep.axis(key).values as number[]);
  const { least, most } = rangeOf(numbers);
  if (!(least <= most)) return [];
  const condition = sweep.conditions.find((one) => one.key === key && one.kind === 'range');
  const [from, to] =
    condition?.kind === 'range' ? [condition.least, condition.most] : [least, most];
  const apply = (): void => {
    const [low, high] = [lower, upper].map((input) => Number(input.value)) as [number, number];
    sweep.select(key, { kind: 'range', key, least: low, most: high });
  };
  const field = (value: number): HTMLInputElement =>
    element('input', { type: 'number', step: 'any', value, onchange: apply });
  const [lower, upper] = [field(from), field(to)];
  return [element('label', {}, 'from ', lower), element('label', {}, 'to ', upper)];
}
