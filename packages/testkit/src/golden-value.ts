/**
 * Returns the JavaScript value of a Python value in the `expected.json` of the golden store files.
 *
 * A value that JSON lacks is an object with a `$`: `int` and `float` hold their digits as a string,
 * `nan` is NaN, `inf` infinity, `np` a NumPy scalar, `complex` has `re` and `im`, `ndarray` has
 * `shape` and its elements row by row, `dict` is a list of pairs, `range` has start, stop and step,
 * `bytes` has hexadecimal digits. N-d arrays become nested lists; tuples and ranges become lists.
 * Throws a plain error for other kinds.
 *
 * @example
 * ```ts
 * goldenValue({ $: 'ndarray', shape: [2], data: [1, { $: 'float', v: '0.5' }] }); // => [1, 0.5]
 * ```
 */
export function goldenValue(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(goldenValue);
  if (typeof json === 'number' && !isExact(json)) return BigInt(json);
  if (typeof json !== 'object' || json === null) return json;
  const { $: kind, v, re, im, shape, data, dtype, hex } = json as Record<string, unknown>;
  switch (kind) {
    case undefined:
      return Object.fromEntries(
        Object.entries(json).map(([key, value]) => [key, goldenValue(value)]),
      );
    case 'int':
      return BigInt(v as string);
    case 'float':
      return Number(v);
    case 'nan':
      return NaN;
    case 'inf':
      return Infinity;
    case 'np':
      return String(dtype).startsWith('<M8') ? new Date(v as string) : goldenValue(v);
    case 'tuple':
      return goldenValue(v);
    case 'set':
    case 'frozenset':
      return new Set(goldenValue(v) as unknown[]);
    case 'range':
      return range(...(v as [number, number, number]));
    case 'bytes':
    case 'bytearray':
      return new Uint8Array(Buffer.from(hex as string, 'hex'));
    case 'complex':
      return { re: goldenValue(re), im: goldenValue(im) };
    case 'ndarray':
      return nested(shape as number[], (data as unknown[]).map(goldenValue));
    case 'dict':
    case 'OrderedDict':
      return Object.fromEntries(goldenValue(v) as [string, unknown][]);
    default:
      throw new Error(`${JSON.stringify(json)} is of an unknown kind.`);
  }
}

function range(start: number, stop: number, step: number): number[] {
  return Array.from({ length: (stop - start) / step }, (_, i) => start + i * step);
}

/** Integers in the file are integers of Python; floats with an integer value have a `$`. */
function isExact(number: number): boolean {
  return Number.isSafeInteger(number) || !Number.isInteger(number);
}

function nested([rows, ...shape]: number[], elements: unknown[]): unknown {
  if (rows === undefined) return elements[0];
  const size = elements.length / rows;
  return Array.from({ length: rows }, (_, row) =>
    nested(shape, elements.slice(row * size, (row + 1) * size)),
  );
}
