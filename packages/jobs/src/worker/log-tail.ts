import { openPlainFile } from '@psyrun/files';
import { LOG_RULE } from './log-header.ts';

/** Number of bytes that are read from the end of a log. */
const TAIL = 8192;

/**
 * The end of what a job wrote to its log since it was last started; empty if the log is not there
 * or has not changed since `since`, so that it tells of an earlier job.
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

/** Returns the text behind the last header, whose last line is a rule. */
function afterHeader(text: string): string {
  const end = text.lastIndexOf(LOG_RULE);
  return end < 0 ? text : text.slice(end + LOG_RULE.length).trimStart();
}
