import type { Row } from '@psyrun/core';
import { crc32 } from '@psyrun/files';
import { packBriefly, unpack } from './extensions.ts';
import { packable } from './packable.ts';
import { plainBody, type PlainBody } from './peek/plain-body.ts';
import { packedCpu, packedMemory, usageOf, type PackedUsage } from './packed-usage.ts';
import { packableError } from './errors/packable-error.ts';
import type { JournalRecord, JournalSession, RowError } from './record.ts';

/** The first line of every journal. */
export const HEADER = Buffer.from('psyrun journal 1\n');

/** Bytes before the payload of a frame: length and checksum. */
export const FRAME_HEAD = 8;

/** The first byte of a payload. */
export const KIND = { session: 0, done: 1, failed: 2 } as const;

/** The offset of the MessagePack body in a payload, by kind. */
const BODY_AT = [1, 13, 13] as const;

/** The frame of a session. */
export function sessionFrame(session: JournalSession): Buffer {
  return sealed(emptyFrame(KIND.session, packBriefly(packable(session))));
}

/** The frame of a record. */
export function recordFrame(record: JournalRecord): Buffer {
  const { startedAt, duration, usage } = record;
  const body: unknown[] = [startedAt, duration, packable(record.row)];
  if (record.kind === 'failed') body.push(packableError(record.error));
  if (usage !== undefined) body.push(packedCpu(usage), packedMemory(usage), usage.isShared);
  const frame = emptyFrame(KIND[record.kind], packBriefly(body));
  frame.writeDoubleLE(record.index, FRAME_HEAD + 1);
  frame.writeUInt32LE(record.attempt, FRAME_HEAD + 9);
  return sealed(frame);
}

function emptyFrame(kind: 0 | 1 | 2, body: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(FRAME_HEAD + BODY_AT[kind] + body.length);
  frame[FRAME_HEAD] = kind;
  frame.set(body, FRAME_HEAD + BODY_AT[kind]);
  return frame;
}

function sealed(frame: Buffer): Buffer {
  frame.writeUInt32LE(frame.length - FRAME_HEAD, 0);
  frame.writeUInt32LE(crc32(frame.subarray(FRAME_HEAD)), 4);
  return frame;
}

/** Bytes of a frame, from its beginning, that {@link claimedLength} may read. */
export const LONGEST_CLAIM = FRAME_HEAD + 15;

/**
 * Returns the length of the frame at `offset`, as its first bytes state it; 0 if no frame begins
 * there.
 *
 * Zeros are not a frame: file systems leave zeros where data was lost. Numbers and strings of a row do
 * not look like a frame either, because that would make the search for a frame slow.
 */
export function claimedLength(bytes: DataView, offset: number): number {
  const payload = offset + FRAME_HEAD;
  if (payload + 1 >= bytes.byteLength) return 0;
  const kind = bytes.getUint8(payload);
  if (kind > KIND.failed) return 0;
  const length = bytes.getUint32(offset, true);
  const begins =
    kind === KIND.session ? beginsSession(bytes, payload, length) : beginsRecord(bytes, payload);
  return begins && length > BODY_AT[kind as 0 | 1 | 2] ? FRAME_HEAD + length : 0;
}

/** A session is a MessagePack map. Its first key is a string. */
function beginsSession(bytes: DataView, payload: number, length: number): boolean {
  const map = bytes.getUint8(payload + 1);
  if (map === 0x80) return length === 2;
  const keyAt = map >> 4 === 8 ? 2 : map === 0xde ? 4 : map === 0xdf ? 6 : Infinity;
  if (payload + keyAt >= bytes.byteLength) return false;
  const key = bytes.getUint8(payload + keyAt);
  return key >> 5 === 0b101 || (key >= 0xd9 && key <= 0xdb);
}

/**
 * A record has the index of a row, and a MessagePack list that begins with a number: of three members, or
 * four with an error. The three of its usage may follow.
 */
function beginsRecord(bytes: DataView, payload: number): boolean {
  const listAt = payload + BODY_AT[KIND.done];
  const list = bytes.getUint8(payload) === KIND.done ? 0x93 : 0x94;
  if (listAt + 1 >= bytes.byteLength) return false;
  const own = bytes.getUint8(listAt);
  if (own !== list && own !== list + 3) return false;
  const first = bytes.getUint8(listAt + 1);
  const isNumber = first < 0x80 || first >= 0xe0 || (first >= 0xca && first <= 0xd3);
  return isNumber && Number.isSafeInteger(bytes.getFloat64(payload + 1, true));
}

/** Returns the length of the intact frame at `offset`; 0 if there is none or it is incomplete. */
export function intactLength(bytes: DataView, offset: number): number {
  const length = claimedLength(bytes, offset);
  if (length === 0 || offset + length > bytes.byteLength) return 0;
  const sum = crc32(partOf(bytes, offset + FRAME_HEAD, offset + length));
  return sum === bytes.getUint32(offset + 4, true) ? length : 0;
}

/** The kind of the frame at `offset`. */
export function frameKind(bytes: DataView, offset: number): number {
  return bytes.getUint8(offset + FRAME_HEAD);
}

/** The session of the frame at `offset`. */
export function sessionAt(bytes: DataView, offset: number): JournalSession {
  return bodyAt(bytes, offset) as JournalSession;
}

/** Returns index and attempt of the record at `offset`, without decoding its values. */
export function entryAt(bytes: DataView, offset: number): { index: number; attempt: number } {
  const payload = offset + FRAME_HEAD;
  return {
    index: bytes.getFloat64(payload + 1, true),
    attempt: bytes.getUint32(payload + 9, true),
  };
}

/** Returns where the MessagePack list of the record at `offset` begins. */
export function bodyOf(offset: number): number {
  return offset + FRAME_HEAD + BODY_AT[KIND.done];
}

/** The record of the frame at `offset`. */
export function recordAt(bytes: DataView, offset: number): JournalRecord {
  const { index, attempt } = entryAt(bytes, offset);
  if (frameKind(bytes, offset) === KIND.done) {
    const end = offset + FRAME_HEAD + bytes.getUint32(offset, true);
    const body = plainBody(bytes, bodyOf(offset), end) ?? bodyAt(bytes, offset);
    const [startedAt, duration, row, ...packed] = body as PlainBody;
    return { kind: 'done', index, attempt, startedAt, duration, row, ...usageOf(packed) };
  }
  const body = bodyAt(bytes, offset) as [number, number, Row, RowError, ...PackedUsage];
  const [startedAt, duration, row, error, ...packed] = body;
  return { kind: 'failed', index, attempt, startedAt, duration, row, error, ...usageOf(packed) };
}

function bodyAt(bytes: DataView, offset: number): unknown {
  const length = bytes.getUint32(offset, true);
  const payload = offset + FRAME_HEAD;
  const kind = bytes.getUint8(payload) as 0 | 1 | 2;
  return unpack(partOf(bytes, payload + BODY_AT[kind], payload + length));
}

function partOf(bytes: DataView, from: number, to: number): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from);
}
