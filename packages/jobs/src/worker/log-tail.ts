import { openPlainFile } from '@psyrun/files';
import { LOG_RULE } from './log-header.ts';

/** Number of bytes to read at the end of a log. */
const TAIL = 8192;

/**
 * Resolves to the end of the text that a job has written to its log since its last start. Resolves to
 * an empty string if the log does not exist, or has not changed since `since`: then it belongs to an
 * earlier job.
 */
export async function logTail(file: string, since: Date): Promise<string> {
  const handle = await openPlainFile(file);
  if (handle === undefined) return '';
  try {
    const { size, mtime } = await handle.stat();
    if (mtime < since) return '';
    const start = Math.max(0, size - TAIL);
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(size - start),
      0,
      undefined,
      start,
    );
    return afterHeader(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** Returns the text after the last header, which ends with a rule. */
function afterHeader(text: string): string {
  const end = text.lastIndexOf(LOG_RULE);
  return end < 0 ? text : text.slice(end + LOG_RULE.length).trimStart();
}
