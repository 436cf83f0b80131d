import { arrayBytes, arrayFromBytes, fromBase64, toBase64 } from '@psyrun/columns/internal';
import { Bitmap } from '../index-set/bitmap.ts';
import type { IndexSet } from '../index-set/index-set.ts';
import { RunSet } from '../index-set/run-set.ts';
import type { FrozenIndexSet } from './format.ts';

/** Returns an index set as data, in the shorter of the two forms. */
export function freezeIndexSet(set: IndexSet): FrozenIndexSet {
  const { universe } = set;
  const runs = runBytes(set, universe <= Bitmap.LARGEST_UNIVERSE ? universe / 8 : Infinity);
  if (runs) return { universe, runs: toBase64(Uint8Array.from(runs)) };
  return { universe, bits: toBase64(arrayBytes(bitWords(set))) };
}

/**
 * Returns the set of a frozen one whose members have the right types; undefined if it is damaged.
 */
export function thawIndexSet(frozen: FrozenIndexSet): IndexSet | undefined {
  const { universe } = frozen;
  const bytes = fromBase64('runs' in frozen ? frozen.runs : frozen.bits);
  if (bytes === undefined) return undefined;
  return 'runs' in frozen ? setOfRuns(universe, bytes) : setOfBits(universe, bytes);
}

/** Returns the lengths of gaps and runs in turn, as LEB128; undefined beyond `most` bytes. */
function runBytes(set: IndexSet, most: number): number[] | undefined {
  const bytes: number[] = [];
  let end = 0;
  for (const [start, length] of set.runs()) {
    pushNumber(bytes, start - end);
    pushNumber(bytes, length);
    end = start + length;
    if (bytes.length > most) return undefined;
  }
  return bytes;
}

function pushNumber(bytes: number[], value: number): void {
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push(0x80 | (value % 0x80));
  bytes.push(value);
}

function bitWords(set: IndexSet): Uint32Array {
  if (set instanceof Bitmap) return set.words;
  const words = new Uint32Array(Math.ceil(set.universe / 32));
  for (const [start, length] of set.runs()) {
    for (let i = start; i < start + length; i++) words[i >>> 5]! |= 1 << (i % 32);
  }
  return words;
}

function setOfBits(universe: number, bytes: Uint8Array): IndexSet | undefined {
  const words = arrayFromBytes('uint32', bytes) as Uint32Array | undefined;
  if (universe > Bitmap.LARGEST_UNIVERSE || words?.length !== Math.ceil(universe / 32)) {
    return undefined;
  }
  const rest = universe % 32;
  return rest > 0 && words.at(-1)! >= 2 ** rest ? undefined : new Bitmap(universe, words);
}

function setOfRuns(universe: number, bytes: Uint8Array): IndexSet | undefined {
  const numbers = numbersOf(bytes);
  if (numbers === undefined || numbers.length % 2 === 1) return undefined;
  const runs: [number, number][] = [];
  let end = 0;
  for (let i = 0; i < numbers.length; i += 2) {
    const start = end + numbers[i]!;
    end = start + numbers[i + 1]!;
    if (start === end || (i > 0 && numbers[i] === 0)) return undefined;
    runs.push([start, end - start]);
  }
  return end <= universe ? new RunSet(universe, runs) : undefined;
}

function numbersOf(bytes: Uint8Array): number[] | undefined {
  const numbers: number[] = [];
  let value = 0;
  let place = 1;
  for (const byte of bytes) {
    value += (byte & 0x7f) * place;
    place *= 0x80;
    if (place > 2 ** 63) return undefined;
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
      place = 1;
    }
  }
  return place === 1 ? numbers : undefined;
}
