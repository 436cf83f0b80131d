import { aborted } from './aborted.ts';

/**
 * What `work` comes to, or `PSYRUN_ABORTED` as soon as the signal is aborted: a function that waits
 * for ever would keep the work from noticing.
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
