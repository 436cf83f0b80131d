/**
 * Which number below a limit needs the most steps of the Collatz rule to reach 1? The limits grow
 * exponentially, so the last rows take a thousand times as long as the first.
 */
import { defineTask, param } from 'psyrun';

function steps(start: number): number {
  let count = 0;
  for (let n = start; n !== 1; count++) n = n % 2 === 0 ? n / 2 : 3 * n + 1;
  return count;
}

export default defineTask({
  pspace: param({ limit: Array.from({ length: 40 }, (_, i) => Math.round(10 ** (3 + i / 13))) }),
  maxJobs: 20,
  execute({ limit }) {
    let best = 1;
    let most = 0;
    for (let n = 1; n < limit; n++) {
      const count = steps(n);
      if (count > most) [best, most] = [n, count];
    }
    return { best, steps: most };
  },
});
