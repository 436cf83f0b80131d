import { randomFrom } from '../simulation/random.ts';

/**
 * Returns the milliseconds that a row takes: most much less than the mean, few much more
 * (log-normal).
 */
export function durationOf(row: number, mean: number): number {
  const random = randomFrom(row);
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return mean * Math.exp(1.5 * normal - 1.125);
}
