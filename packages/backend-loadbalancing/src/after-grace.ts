/**
 * A signal that is aborted some time after another one, and a function that calls it off: rows that
 * are about to end when a job is asked to stop may do so.
 */
export function afterGrace(
  stop: AbortSignal,
  milliseconds: number,
): { readonly signal: AbortSignal; readonly callOff: () => void } {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    timer = setTimeout(() => late.abort(stop.reason), milliseconds);
  };
  stop.addEventListener('abort', wait);
  if (stop.aborted) wait();
  const callOff = () => {
    stop.removeEventListener('abort', wait);
    clearTimeout(timer);
  };
  return { signal: late.signal, callOff };
}
