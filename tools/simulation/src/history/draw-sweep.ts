import type { Random } from '../world/random.ts';
import type { Tally } from '../world/tally.ts';
import type { SweepPlan } from './sweep.ts';

/** Most rows of a sweep at its beginning. */
const MOST_ROWS = 10;

/** Draws a sweep. */
export function drawSweep(random: Random): SweepPlan {
  return {
    values: Array.from({ length: random.below(MOST_ROWS + 1) }, (_, x) => x),
    version: 1,
    backend: random.chance(0.5) ? 'distribute' : 'load-balancing',
    maxJobs: 1 + random.below(4),
    minItems: 1 + random.below(3),
    poolSize: 1 + random.below(2),
    retries: random.below(2),
  };
}

/** Changes a sweep as a user does between two runs. */
export function changeSweep(random: Random, plan: SweepPlan, tally: Tally): SweepPlan {
  const { values } = plan;
  const kind = random.pick(['grown', 'grown', 'shrunk', 'reordered', 'code changed', 'other jobs']);
  tally.note(`sweep: ${kind}`);
  switch (kind) {
    case 'grown': {
      const next = Math.max(-1, ...values) + 1;
      const more = Array.from({ length: 1 + random.below(6) }, (_, i) => next + i);
      return { ...plan, values: random.chance(0.5) ? [...values, ...more] : [...more, ...values] };
    }
    case 'shrunk':
      return { ...plan, values: values.filter(() => random.chance(0.6)) };
    case 'reordered':
      return { ...plan, values: [...values].reverse() };
    case 'code changed':
      return { ...plan, version: plan.version + 1 };
    default:
      return { ...plan, maxJobs: 1 + random.below(4), poolSize: 1 + random.below(2) };
  }
}
