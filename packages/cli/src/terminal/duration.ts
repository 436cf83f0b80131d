/**
 * Seconds in words.
 *
 * @example
 * ```ts
 * duration(6725); // => '1 h 52 min'
 * duration(42.4); // => '42 s'
 * ```
 */
export function duration(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
