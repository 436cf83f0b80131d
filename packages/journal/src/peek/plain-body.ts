import { usageOf, type MeasuredUsage, type PackedUsage } from '../packed-usage.ts';
import type { RowUsage } from '../record.ts';
import { isText } from './is-value.ts';
import { skipValue } from './skip-value.ts';

/** The body of a done record: its start, its duration, its row, and its usage if that was measured. */
export type PlainBody = [
  startedAt: number,
  duration: number,
  row: Record<string, unknown>,
  ...usage: PackedUsage,
];

/** When the evaluation of a row began, in milliseconds since 1970, and how many milliseconds it took. */
export interface RowTimes {
  readonly startedAt: number;
  readonly duration: number;
}

/** The first byte of the list of a done record with its usage. */
const WITH_USAGE = 0x96;
/** The longest string that is decoded here. */
const LONGEST_TEXT = 64;

/**
 * Decodes the body of a done record whose row has only numbers, booleans, null and short strings of ASCII
 * characters, which most rows have. Returns undefined for any other body. It takes a fifth of the time of
 * a decoder that knows all values.
 *
 * @param at where the list begins: start, duration, row, and perhaps usage
 * @param end where it ends
 */
export function plainBody(bytes: DataView, at: number, end: number): PlainBody | undefined {
  const reader = READER.at(bytes, at + 1);
  const startedAt = reader.number();
  const duration = reader.number();
  const row = reader.row();
  if (row === undefined) return undefined;
  const body: PlainBody =
    bytes.getUint8(at) === WITH_USAGE
      ? [startedAt, duration, row, ...reader.usage()]
      : [startedAt, duration, row];
  return reader.position === end ? body : undefined;
}

/**
 * Decodes when the evaluation of a row began, and how long it took, both in milliseconds. NaN where that
 * is no number.
 *
 * @param at where the list of the record begins: start, duration, row
 */
export function timesAt(bytes: DataView, at: number): RowTimes {
  const reader = READER.at(bytes, at + 1);
  return { startedAt: reader.number(), duration: reader.number() };
}

/**
 * Decodes what the row of a record has used, without the rest of the record. Undefined if the record does
 * not tell it.
 *
 * @param at where the list of the record begins: start, duration, row, the error of a failed one, usage
 */
export function usageAt(bytes: DataView, at: number): RowUsage | undefined {
  const members = bytes.getUint8(at) & 0x0f;
  if (members < 6) return undefined;
  let from = at + 1;
  for (let i = 0; i < members - 3; i++) from = skipValue(bytes, from);
  return usageOf(READER.at(bytes, from).usage()).usage;
}

/** Reads values one after the other. What it cannot read leaves it at position NaN. */
class PlainReader {
  position = 0;
  #bytes: DataView = new DataView(new ArrayBuffer(0));
  /** The keys of the previous row: those of the next one are most often the same. */
  #keys: string[] = [];

  at(bytes: DataView, position: number): this {
    this.#bytes = bytes;
    this.position = position;
    return this;
  }

  row(): Record<string, unknown> | undefined {
    const map = this.#byte();
    if (map >> 4 !== 8) return undefined;
    const row: Record<string, unknown> = {};
    for (let i = 0; i < (map & 0x0f); i++) {
      const key = this.#key(i);
      // An assignment to this key would change the prototype.
      if (key === undefined || key === '__proto__') return undefined;
      row[key] = this.#value();
    }
    return row;
  }

  usage(): MeasuredUsage {
    return [this.#value(), this.#value(), this.#value()] as MeasuredUsage;
  }

  number(): number {
    const value = this.#value();
    return typeof value === 'number' ? value : this.#stop();
  }

  #key(i: number): string | undefined {
    const known = this.#keys[i];
    if (known !== undefined && this.#isNext(known)) {
      this.position += 1 + known.length;
      return known;
    }
    const key = this.#value();
    if (typeof key !== 'string' || key.length > 31) return undefined;
    this.#keys[i] = key;
    return key;
  }

  /** True if the next value is this string, of at most 31 characters. */
  #isNext(text: string): boolean {
    const isShort = this.#bytes.getUint8(this.position) === (0xa0 | text.length);
    return isShort && isText(this.#bytes, this.position, text);
  }

  #value(): unknown {
    const type = this.#byte();
    if (type < 0x80) return type;
    if (type >= 0xe0) return type - 0x100;
    if (type === 0xcb) return this.#bytes.getFloat64(this.#skip(8));
    if (type >> 5 === 0b101) return this.#text(type & 0x1f);
    switch (type) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xcc:
        return this.#byte();
      case 0xcd:
        return this.#bytes.getUint16(this.#skip(2));
      case 0xce:
        return this.#bytes.getUint32(this.#skip(4));
      case 0xcf:
        return this.#wide(this.#bytes.getUint32(this.position));
      case 0xd0:
        return this.#bytes.getInt8(this.#skip(1));
      case 0xd1:
        return this.#bytes.getInt16(this.#skip(2));
      case 0xd2:
        return this.#bytes.getInt32(this.#skip(4));
      case 0xd3:
        return this.#wide(this.#bytes.getInt32(this.position));
      case 0xd9:
        return this.#text(this.#byte());
      default:
        return this.#stop();
    }
  }

  /** An integer of 64 bits, which begins with these 32. */
  #wide(high: number): number {
    return high * 2 ** 32 + this.#bytes.getUint32(this.#skip(8) + 4);
  }

  #text(length: number): string | undefined {
    if (length > LONGEST_TEXT) return void this.#stop();
    const from = this.#skip(length);
    let text = '';
    for (let at = from; at < from + length; at++) {
      const byte = this.#bytes.getUint8(at);
      if (byte >= 0x80) return void this.#stop();
      text += String.fromCharCode(byte);
    }
    return text;
  }

  #byte(): number {
    return this.#bytes.getUint8(this.#skip(1));
  }

  #skip(length: number): number {
    const from = this.position;
    this.position += length;
    return from;
  }

  #stop(): number {
    this.position = NaN;
    return NaN;
  }
}

const READER = new PlainReader();
