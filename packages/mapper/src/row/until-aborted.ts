import { aborted } from './aborted.ts';

/**
 * Resolves as `work` does, or rejects with `PSYRUN_ABORTED` as soon as the signal is aborted. The
 * work itself could not notice the signal while a function waits for ever.
 */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return work;
  let abort!: () => void;
  const abortion = new Promise<never>((_, reject) => {
    abort = () => reject(aborted(signal.reason));
  });
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([work, abortion]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
