/** Number of bytes of a chunk of a large column. A chunk is read and compressed as a whole. */
export const CHUNK_BYTES = 1 << 18;
/** The chunk of a small column is not much larger than the column. */
const FEWEST_CHUNK_ROWS = 64;

/**
 * Returns the number of rows of a chunk for rows of some bytes. Chunks have equal size, so that the last
 * one is not half empty.
 */
export function chunkRows(rows: number, bytes: number): number {
  const most = Math.max(1, Math.floor(CHUNK_BYTES / Math.max(1, bytes)));
  if (rows <= most) return Math.min(most, Math.max(rows, FEWEST_CHUNK_ROWS));
  return Math.ceil(rows / Math.ceil(rows / most));
}
