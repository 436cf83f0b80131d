import { circleIn, type Circle } from './circular.ts';

/** Thrown by the action of {@link withinDepth} for a value that is nested too deep. */
export class TooDeep extends Error {
  /** Path to the value. */
  readonly path: string;

  constructor(path: string) {
    super();
    this.path = path;
  }
}

/**
 * Returns the result of an action that walks through `value`. If the action throws {@link TooDeep},
 * `value` is nested deeper than `deepest` levels, perhaps because it contains itself: the error that
 * `refusal` returns is thrown.
 *
 * @param refusal Gets the path to the value that is too deep, and the place where `value` contains
 * itself, if it does.
 *
 * @example
 * ```ts
 * const depthOf = (value: unknown, depth = 0): number => {
 *   if (depth > 3) throw new TooDeep('…');
 *   return Array.isArray(value) ? depthOf(value[0], depth + 1) : depth;
 * };
 * const refusal = () => new RangeError('too deep');
 * withinDepth([[1]], 3, () => depthOf([[1]]), refusal); // => 2
 * ```
 */
export function withinDepth<T>(
  value: unknown,
  deepest: number,
  action: () => T,
  refusal: (path: string, circle: Circle | undefined) => Error,
): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    throw refusal(error.path, circleIn(value, deepest));
  }
}
