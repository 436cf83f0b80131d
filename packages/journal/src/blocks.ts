import type { PlainFile } from '@psyrun/files';
import { PsyrunError } from '@psyrun/core';
import { claimedLength, FRAME_HEAD, HEADER, intactLength } from './frame.ts';

const BLOCK_BYTES = 1 << 20;
/** Number of bytes at the beginning of a frame from which its length can be read. */
const LONGEST_CLAIM = FRAME_HEAD + 14;

/** Intact frames, one after the other, and the offset of the first one in the file. */
export interface Block {
  readonly bytes: DataView;
  readonly start: number;
}

/**
 * Yields the intact frames of an open journal, in blocks of about a megabyte (more only if one
 * frame is longer). Returns the offset at which they end.
 *
 * Bytes after the last intact frame are an incomplete write: the writer died or is still writing.
 * Throws `PSYRUN_FILE_FORMAT` for a file that is not a journal, and `PSYRUN_JOURNAL_CORRUPT` if an
 * intact frame follows damaged bytes, because nothing follows an incomplete write.
 *
 * @param from where a frame begins, or 0: earlier frames are passed over
 */
export async function* readBlocks(
  handle: PlainFile,
  file: string,
  from = 0,
): AsyncGenerator<Block, number> {
  const { size } = await handle.stat();
  let offset = Math.max(from, await readHeader(handle, file));
  let want = BLOCK_BYTES;
  while (offset < size) {
    const bytes = await readAt(handle, offset, Math.min(want, size - offset));
    const length = intactPrefix(bytes);
    if (length > 0) {
      yield { bytes: new DataView(bytes.buffer, 0, length), start: offset };
      offset += length;
      want = BLOCK_BYTES;
    } else {
      const claimed = claimedLength(bytes, 0);
      if (claimed <= bytes.byteLength || offset + claimed > size) break;
      want = claimed;
    }
  }
  await refuseIntactAfter(handle, file, offset, size);
  return offset;
}

/** Calls `visit` with the offset of every frame in a block. */
export function forEachFrame(bytes: DataView, visit: (offset: number) => void): void {
  for (let at = 0; at < bytes.byteLength; at += FRAME_HEAD + bytes.getUint32(at, true)) visit(at);
}

/** Returns the offset of the first frame; 0 if the file ends within its first line. */
async function readHeader(handle: PlainFile, file: string): Promise<number> {
  const { buffer, byteLength } = await readAt(handle, 0, HEADER.length);
  const bytes = Buffer.from(buffer, 0, byteLength);
  if (bytes.equals(HEADER)) return HEADER.length;
  if (HEADER.subarray(0, bytes.length).equals(bytes)) return 0;
  throw new PsyrunError('PSYRUN_FILE_FORMAT', `${file} is not a journal of a known version.`, {
    hint: `A journal begins with the line "${HEADER.toString().trim()}".`,
    fields: { file },
  });
}

function intactPrefix(bytes: DataView): number {
  let end = 0;
  for (let length; (length = intactLength(bytes, end)) > 0;) end += length;
  return end;
}

/** Searches for an intact frame anywhere after the damage. */
async function refuseIntactAfter(handle: PlainFile, file: string, damage: number, size: number) {
  for (let start = damage + 1; start < size; start += BLOCK_BYTES) {
    const bytes = await readAt(handle, start, Math.min(BLOCK_BYTES + LONGEST_CLAIM, size - start));
    for (let at = 0; at < Math.min(BLOCK_BYTES, bytes.byteLength); at++) {
      const length = claimedLength(bytes, at);
      if (length === 0 || start + at + length > size) continue;
      const frame = await readAt(handle, start + at, length);
      if (intactLength(frame, 0) > 0) throw corrupt(file, damage, start + at);
    }
  }
}

async function readAt(handle: PlainFile, start: number, length: number): Promise<DataView> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return new DataView(bytes.buffer, 0, filled);
}

function corrupt(file: string, damage: number, intact: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_JOURNAL_CORRUPT',
    `${file} is damaged between byte ${damage} and byte ${intact}: records that follow are intact, so this is no interrupted write.`,
    {
      hint: 'Put back a copy of the file, or remove it to evaluate its rows again.',
      fields: { file, from: damage, to: intact },
    },
  );
}
