import { BrokenProtocol } from './broken-protocol.ts';

/**
 * Returns a function that reads parts of a payload by their offset and length.
 *
 * It throws {@link BrokenProtocol} for a part that is not inside of the payload or overlaps with
 * another part: a short line could otherwise stand for any amount of memory.
 */
export function payloadParts(payload: Uint8Array): (at: unknown, place: string) => Uint8Array {
  const taken: { start: number; end: number }[] = [];
  return (at, place) => {
    const [start, length] = pairOf(at, place);
    const end = start + length;
    if (end > payload.length) {
      throw new BrokenProtocol(`${place} is outside of the payload of ${payload.length} bytes`);
    }
    if (length > 0 && overlaps(taken, start, end)) {
      throw new BrokenProtocol(`${place} overlaps with another part of the payload`);
    }
    return payload.subarray(start, end);
  };
}

function pairOf(at: unknown, place: string): [number, number] {
  const isPair = Array.isArray(at) && at.length === 2 && at.every(isOffset);
  if (isPair) return at as [number, number];
  throw new BrokenProtocol(`${place} is not [offset, bytes]`);
}

function isOffset(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Adds a part to those in order. Returns true if it overlaps with one of them. */
function overlaps(parts: { start: number; end: number }[], start: number, end: number): boolean {
  let low = 0;
  for (let high = parts.length; low < high;) {
    const middle = (low + high) >>> 1;
    if (parts[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  const isFree = (parts[low - 1]?.end ?? 0) <= start && end <= (parts[low]?.start ?? Infinity);
  parts.splice(low, 0, { start, end });
  return !isFree;
}
