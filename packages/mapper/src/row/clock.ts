/**
 * The clock and the timers as they were before the function was loaded. A function may replace the
 * global ones, as fake timers do, and rows must still be timed and reported.
 */
export { clearTimeout, setTimeout } from '../platform/node.ts';

/** Returns milliseconds since the start of the process. */
export const now = performance.now.bind(performance);

/** Returns milliseconds since 1970. */
export const date = Date.now.bind(Date);
