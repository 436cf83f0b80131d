import { isNdArray } from '@psyrun/columns';
import { isPickled } from '@psyrun/core';

/**
 * A value of a result in JSON (RFC 8259).
 *
 * NaN, which JSON lacks, becomes null; infinities become `1e999`, which readers of JSON round to
 * them. Bigints keep all digits. Dates are ISO 8601, bytes Base64, n-d arrays and sets lists, maps
 * lists of pairs.
 *
 * @example
 * ```ts
 * jsonText({ x: NaN, big: 2n ** 64n, v: new Float64Array([1, 2]) });
 * // => '{"x":null,"big":18446744073709551616,"v":[1,2]}'
 * ```
 */
export function jsonText(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return numberText(value);
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? 'null' : structureText(value);
    default:
      return JSON.stringify(value) ?? 'null';
  }
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value);
  return Number.isNaN(value) ? 'null' : value > 0 ? '1e999' : '-1e999';
}

function structureText(value: object): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (isPickled(value)) return jsonText(value.value);
  if (isNdArray(value)) return nested(value.shape, Array.from<number | bigint>(value.data));
  if (Symbol.iterator in value) return listText([...(value as Iterable<unknown>)]);
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`,
  );
  return `{${entries.join()}}`;
}

/** The elements of an n-d array as lists, an axis a level. */
function nested(shape: readonly number[], elements: readonly unknown[]): string {
  const [length, ...inner] = shape;
  if (length === undefined) return jsonText(elements[0]);
  if (inner.length === 0) return listText(elements);
  const size = elements.length / length;
  const rows = Array.from({ length }, (_, i) =>
    nested(inner, elements.slice(i * size, (i + 1) * size)),
  );
  return `[${rows.join()}]`;
}

function listText(items: readonly unknown[]): string {
  return `[${items.map(jsonText).join()}]`;
}
