import { isNdArray } from '@psyrun/columns';
import type { PsyrunError } from '@psyrun/core';
import type { Arithmetic, Comparison, Expression } from './expression.ts';
import { whereError } from './where-error.ts';

/** A condition to test rows with. */
export interface Condition {
  /** As it was written, for messages. */
  readonly text: string;
  readonly expression: Expression;
}

/**
 * True if a condition holds for the values of a row. A value that the row does not have is `null`, which
 * equals only `null`; NaN equals only `nan`. Neither is less or more than anything.
 *
 * Throws `PSYRUN_USAGE` where values of different kinds, or arrays, are compared or computed with. `row`
 * is the index that the message names.
 *
 * @example
 * ```ts
 * const on = { kind: 'name', name: 'on', at: 0 } as const;
 * holds({ text: 'on', expression: on }, { on: true }, 0); // => true
 * ```
 */
export function holds(
  { text, expression }: Condition,
  values: Readonly<Record<string, unknown>>,
  row: number,
): boolean {
  return new Test(text, values, row).truth(expression);
}

class Test {
  readonly #text: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #row: number;

  constructor(text: string, values: Readonly<Record<string, unknown>>, row: number) {
    this.#text = text;
    this.#values = values;
    this.#row = row;
  }

  truth(expression: Expression): boolean {
    const value = this.#value(expression);
    if (typeof value === 'boolean') return value;
    if (value === null) return false;
    throw this.#error(expression, `${kindOf(value)}, which is neither true nor false`);
  }

  #value(expression: Expression): unknown {
    switch (expression.kind) {
      case 'value':
        return expression.value;
      case 'name':
        return this.#named(expression);
      case 'not':
        return !this.truth(expression.of);
      case 'and':
        return this.truth(expression.left) && this.truth(expression.right);
      case 'or':
        return this.truth(expression.left) || this.truth(expression.right);
      case 'minus':
        return this.#computed('-', { kind: 'value', value: 0, at: expression.at }, expression.of);
      case 'arithmetic':
        return this.#computed(expression.sign, expression.left, expression.right);
      case 'compare':
        return this.#compared(expression.sign, expression.left, expression.right);
      case 'in':
        return expression.items.some((item) => this.#compared('==', expression.of, item));
    }
  }

  #named(expression: Expression & { kind: 'name' }): unknown {
    const { name } = expression;
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : null;
    if (value === null || value === undefined) return null;
    if (value instanceof Date) return value.toISOString();
    if (typeof value !== 'object') return value;
    const kind = isNdArray(value) ? `an array of shape [${value.shape.join()}]` : kindOf(value);
    const problem = `${kind}, and only numbers, text, true and false can be compared`;
    throw this.#error(expression, problem);
  }

  /** A missing number gives a missing result. */
  #computed(sign: Arithmetic, left: Expression, right: Expression): number | null {
    const [a, b] = [this.#number(left), this.#number(right)];
    return a === null || b === null ? null : COMPUTE[sign](a, b);
  }

  #number(expression: Expression): number | null {
    const value = this.#value(expression);
    if (value === null || typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(value);
    throw this.#error(expression, `${kindOf(value)}, and only numbers can be computed with`);
  }

  #compared(sign: Comparison, left: Expression, right: Expression): boolean {
    const [a, b] = [this.#value(left), this.#value(right)];
    if (sign === '==') return isSame(a, b);
    if (sign === '!=') return !isSame(a, b);
    if (a === null || b === null) return false;
    if (kindOf(a) === kindOf(b)) return ORDER[sign](a as number, b as number);
    const problem = `${kindOf(a)}, which is not comparable with ${kindOf(b)} by ${sign}`;
    throw this.#error(left, problem);
  }

  #error(expression: Expression, problem: string): PsyrunError {
    const what = expression.kind === 'name' ? `'${expression.name}' is` : 'This is';
    const text = `${what} ${problem} (row ${this.#row}).`;
    return whereError(this.#text, expression.at, text);
  }
}

const COMPUTE: Readonly<Record<Arithmetic, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

const ORDER: Readonly<Record<Exclude<Comparison, '==' | '!='>, (a: number, b: number) => boolean>> =
  {
    '<': (a, b) => a < b,
    '<=': (a, b) => a <= b,
    '>': (a, b) => a > b,
    '>=': (a, b) => a >= b,
  };

/** NaN is itself, and 2 is the integer 2. */
function isSame(a: unknown, b: unknown): boolean {
  if (Number.isNaN(a)) return Number.isNaN(b);
  // A number and an integer of any size are compared by their values.
  return kindOf(a) === kindOf(b) && a == b;
}

function kindOf(value: unknown): string {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return 'a number';
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    default:
      if (value === null) return 'nothing';
      return Array.isArray(value) || ArrayBuffer.isView(value) ? 'an array' : 'an object';
  }
}
