import { canonicalValue } from '@psyrun/core';

/** Most different values that are kept. */
export const MOST_VALUES = 3;

/** The values that one parameter has in some rows: a few different ones, and bounds of numbers. */
export class ParameterValues {
  /** The different values, by their canonical forms; undefined if there are more than {@link MOST_VALUES}. */
  few: Map<string, unknown> | undefined = new Map();
  /** True if all values are numbers. NaN is none: rows with it lack the parameter. */
  areNumbers = true;
  least = Infinity;
  most = -Infinity;

  /** Notes the value of one row. */
  note(value: unknown): void {
    if (typeof value !== 'number' || Number.isNaN(value)) this.areNumbers = false;
    else {
      this.least = Math.min(this.least, value);
      this.most = Math.max(this.most, value);
    }
    if (this.few === undefined || this.#isKnown(value)) return;
    this.few.set(canonicalValue(value), value);
    if (this.few.size > MOST_VALUES) this.few = undefined;
  }

  /** True for a value that is kept itself. Canonical forms take much longer. */
  #isKnown(value: unknown): boolean {
    for (const known of this.few!.values()) if (Object.is(known, value)) return true;
    return false;
  }
}
