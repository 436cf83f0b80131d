import { inspect } from 'node:util';
import { checkStorable, columnKind, isComplex } from '@psyrun/columns';
import {
  isPsyrunError,
  isScalar,
  PsyrunError,
  withoutHint,
  type Column,
  type ParameterSpace,
  type PsyrunWarning,
  type Store,
} from '@psyrun/core';
import { asSpace } from '@psyrun/pspace';
import type { DoneOutcome } from '../row/outcome.ts';

const HINT = 'Exclude the key, or use another store: the store of .pkl files holds any value.';

/**
 * Finds values that a store will refuse, before the end of the work: by then hours may have passed.
 * Only values that fit alone and not together are found at the end.
 */
export class StoreFit {
  readonly #store: Store;
  readonly #exclude: readonly string[];
  readonly #told = new Set<string>();

  constructor(store: Store, exclude: readonly string[] = []) {
    this.#store = store;
    this.#exclude = exclude;
  }

  /** Throws `PSYRUN_STORE_VALUE` for a parameter that the store cannot hold. */
  requireParameters(space: ParameterSpace): void {
    for (const [key, column] of Object.entries(asSpace(space).build())) {
      if (this.#exclude.includes(key)) continue;
      const kind = this.#kindOf(column);
      if (kind === 'int' || kind === 'float') continue;
      if (kind !== 'mixed' || this.#holds(kind)) {
        Array.from(column).forEach((value, row) =>
          checkStorable(this.#store, { [key]: value }, row),
        );
        continue;
      }
      throw new PsyrunError(
        'PSYRUN_STORE_VALUE',
        `The store of ${this.#store.ext} files cannot hold the values of the parameter ${JSON.stringify(key)}: they are of several kinds.`,
        { hint: HINT, fields: { key } },
      );
    }
  }

  /**
   * Returns a warning for each key that the store cannot hold, at the first such row. Each key is
   * reported once.
   */
  warnings({ index, row }: DoneOutcome): PsyrunWarning[] {
    return Object.entries(row).flatMap(([key, value]) => {
      const isNumber = typeof value === 'number' || isScalar(value);
      if (isNumber || value == null || this.#told.has(key)) return [];
      const error = this.#refusal(key, value, index);
      if (error === undefined) return [];
      this.#told.add(key);
      return [this.#warning(key, value, index, error)];
    });
  }

  #refusal(key: string, value: unknown, index: number): PsyrunError | undefined {
    try {
      checkStorable(this.#store, { [key]: value }, index);
      return undefined;
    } catch (error) {
      if (isPsyrunError(error, 'PSYRUN_STORE_VALUE')) return error;
      throw error;
    }
  }

  #warning(key: string, value: unknown, index: number, error: PsyrunError): PsyrunWarning {
    const shown = inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 5 });
    return {
      code: 'PSYRUN_WARN_STORE_VALUE',
      message: `Row ${index} has ${shown} for ${JSON.stringify(key)}, which the store of ${this.#store.ext} files cannot hold. ${withoutHint(error)} The journal keeps it until the end. ${HINT}`,
      fields: { key, index },
    };
  }

  #kindOf(column: Column): string {
    const { kind, nullable } = columnKind(column);
    if (kind === 'object' || kind === 'mixed') return isEveryComplex(column) ? 'complex' : kind;
    const isMixed = nullable && (kind === 'string' || kind === 'boolean') && !this.#holds('null');
    return isMixed ? 'mixed' : kind;
  }

  #holds(kind: string): boolean {
    const { values } = this.#store.capabilities;
    return kind === 'int' || kind === 'float' || (values as readonly string[]).includes(kind);
  }
}

/** True if all values are complex numbers or missing. */
function isEveryComplex(column: Column): boolean {
  return Array.from(column).every((value) => typeof value === 'number' || isComplex(value));
}
