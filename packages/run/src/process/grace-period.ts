import { setMaxListeners } from 'node:events';

/** Milliseconds from the signal that announces a time limit: Slurm gives a minute. */
const BEFORE_LIMIT = 45_000;
/** Milliseconds from any other request to stop. */
const AT_ONCE = 2000;

/**
 * A signal that is aborted some time after another one, and a function that calls it off: rows that
 * are about to end when a job is asked to stop may do so.
 *
 * The time depends on the reason of the first signal: after `'SIGUSR1'` there are 45 s, else 2 s.
 */
export function gracePeriod(stop: AbortSignal): {
  readonly signal: AbortSignal;
  /** Calls the signal off. */
  readonly callOff: () => void;
} {
  const late = new AbortController();
  setMaxListeners(0, late.signal); // Each lane listens; Node warns of more than ten.
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
