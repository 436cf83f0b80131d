/** Milliseconds of a tick of the clock in `/proc`. It is the same on all systems with Linux. */
const TICK = 10;

/**
 * Returns the CPU times in a line of `/proc/<pid>/stat`, in milliseconds.
 *
 * @example
 * ```ts
 * statTimes('7 (a b) S 1 7 7 0 -1 0 0 0 0 0 12 3 40 2 20 0 1 0'); // => { own: 150, children: 420 }
 * ```
 */
export function statTimes(line: string): { readonly own: number; readonly children: number } {
  // The name of the program, in parentheses, may have blanks.
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ', 15)
    .map(Number);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11);
  return { own: TICK * (user + system), children: TICK * (childUser + childSystem) };
}
