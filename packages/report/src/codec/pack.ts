import { deflateRawSync } from 'node:zlib';
import { toPlanes, type Packed } from './packed.ts';

/**
 * Returns codes below 2^32 as text for a page.
 *
 * @example
 * ```ts
 * pack([1, 1, 2]).planes; // => 1
 * ```
 */
export function pack(codes: ArrayLike<number>): Packed {
  const { planes, bytes } = toPlanes(codes);
  return { length: codes.length, planes, data: deflated(bytes) };
}

/** Returns text as deflated UTF-8 in base64. */
export function packText(text: string): string {
  return deflated(new TextEncoder().encode(text));
}

function deflated(bytes: Uint8Array): string {
  return deflateRawSync(bytes).toString('base64');
}
