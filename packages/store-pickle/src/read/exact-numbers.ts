import { Global } from './global.ts';
import type { Machine } from './machine.ts';
import { Part } from './part.ts';
import { Unknown } from './unknown.ts';

/** A number that JavaScript has no type for. In a value of Python, its digits stand for it. */
export class ExactNumber extends Part {
  readonly label: string;
  /** Such as `1.10` or `1/3`. */
  readonly digits: string;

  constructor(label: string, digits: string) {
    super();
    this.label = label;
    this.digits = digits;
  }
}

const DECIMAL = 'a decimal.Decimal';
const FRACTION = 'a fractions.Fraction';

/** Python's decimal and rational numbers. */
export const EXACT_NUMBERS: readonly (readonly [string, Global])[] = [
  ['decimal', new Global('Decimal', decimal)],
  ['fractions', new Global('Fraction', fraction)],
];

function decimal([digits]: readonly unknown[], machine: Machine): Part {
  machine.unresolved = true;
  return typeof digits === 'string' ? new ExactNumber(DECIMAL, digits) : new Unknown(DECIMAL);
}

/** Two integers; before Python 3.12, their digits with a slash. */
function fraction([numerator, denominator]: readonly unknown[], machine: Machine): Part {
  machine.unresolved = true;
  if (typeof numerator === 'string') return new ExactNumber(FRACTION, numerator);
  if (!isInteger(numerator) || !isInteger(denominator)) return new Unknown(FRACTION);
  return new ExactNumber(FRACTION, `${numerator}/${denominator}`);
}

function isInteger(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || Number.isInteger(value);
}
