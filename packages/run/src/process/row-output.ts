/** Most characters that the log of a job keeps of the output of rows. */
const MOST = 16 * 2 ** 20;

/**
 * Returns a function that writes what rows print to the log of their job. The log keeps the first 16 Mi
 * characters of it, so that a loop that prints does not fill the disk.
 *
 * @param log Writes to the log.
 *
 * @example
 * ```ts
 * const written: string[] = [];
 * const output = rowOutput((text) => written.push(text), 3);
 * output('abcd');
 * output('efgh');
 * written[0]; // => 'abc'
 * written[1]; // => '\n(The rest of the output of rows is left out: it is longer than 3 characters.)\n'
 * written.length; // => 2
 * ```
 */
export function rowOutput(log: (text: string) => void, most = MOST): (text: string) => void {
  let left = most;
  return (text) => {
    if (left < 0) return;
    log(text.slice(0, left));
    left -= text.length;
    if (left >= 0) return;
    log(`\n(The rest of the output of rows is left out: it is longer than ${most} characters.)\n`);
  };
}
