import type { PlainFile } from '@psyrun/files';
import { gapBetween, type Gap } from './damage/gap.ts';
import { claimedLength, FRAME_HEAD, intactLength } from './frame.ts';
import { firstFrame, nextFrame } from './damage/next-frame.ts';
import { readAt } from './read-at.ts';

/** Most bytes that are read at once, unless one frame is longer. */
const BLOCK_BYTES = 1 << 20;
/** Number of bytes to read at first behind damage, because more damage may follow. */
const FIRST_BYTES = 1 << 14;

/** Intact frames, one after the other, and the offset of the first one in the file. */
export interface Block {
  readonly bytes: DataView;
  readonly start: number;
  /** The gap between the frames before and these. */
  readonly gap?: Gap | undefined;
}

/**
 * Yields the intact frames of an open journal, in blocks of about a megabyte (more only if one
 * frame is longer). Returns the offset at which they end.
 *
 * If bytes are damaged, it searches the next intact frame and goes on there. Bytes after the last
 * intact frame are an incomplete write: the writer died or is still writing.
 *
 * Throws `PSYRUN_FILE_FORMAT` for a file without the first line and the frames of a journal.
 *
 * @param from where a frame begins, or 0: earlier frames are passed over
 */
export async function* readBlocks(
  handle: PlainFile,
  file: string,
  from = 0,
): AsyncGenerator<Block, number> {
  const { size } = await handle.stat();
  let { reached, next } = from > 0 ? { reached: from, next: from } : await firstFrame(handle, file);
  let want = BLOCK_BYTES;
  while (next !== undefined && next < size) {
    const bytes = await readAt(handle, next, Math.min(want, size - next));
    const length = intactPrefix(bytes);
    if (length > 0) {
      const gap: Gap | undefined = await gapBetween(handle, reached, next);
      yield { bytes: new DataView(bytes.buffer, 0, length), start: next, gap };
      reached = next += length;
      want = Math.min(BLOCK_BYTES, 2 * want);
      continue;
    }
    const claimed = claimedLength(bytes, 0);
    if (claimed > bytes.byteLength && next + claimed <= size) want = claimed;
    else {
      next = await nextFrame(handle, next + 1, size);
      want = FIRST_BYTES;
    }
  }
  return reached;
}

/** Calls `visit` with the offset of every frame in a block. */
export function forEachFrame(bytes: DataView, visit: (offset: number) => void): void {
  for (let at = 0; at < bytes.byteLength; at += FRAME_HEAD + bytes.getUint32(at, true)) visit(at);
}

function intactPrefix(bytes: DataView): number {
  let end = 0;
  for (let length; (length = intactLength(bytes, end)) > 0;) end += length;
  return end;
}
