import { setMaxListeners } from 'node:events';

/** Grace period after a warning of the time limit, in milliseconds. Slurm warns 60 s before. */
const BEFORE_LIMIT = 45_000;
/** Grace period after any other request to stop, in milliseconds. */
const AT_ONCE = 2000;

/**
 * Returns a signal that is aborted some time after `stop`, so that running rows can end, and a function
 * that cancels it.
 *
 * The grace period depends on the reason of `stop`: 45 s after `'SIGUSR1'`, else 2 s.
 */
export function gracePeriod(stop: AbortSignal): {
  readonly signal: AbortSignal;
  /** Cancels the signal. */
  readonly callOff: () => void;
} {
  const late = new AbortController();
  setMaxListeners(0, late.signal); // Each lane listens. Node warns of more than 10.
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    const grace = stop.reason === 'SIGUSR1' ? BEFORE_LIMIT : AT_ONCE;
    timer = setTimeout(() => late.abort(stop.reason), grace);
  };
  stop.addEventListener('abort', wait);
  if (stop.aborted) wait();
  const callOff = () => {
    stop.removeEventListener('abort', wait);
    clearTimeout(timer);
  };
  return { signal: late.signal, callOff };
}
