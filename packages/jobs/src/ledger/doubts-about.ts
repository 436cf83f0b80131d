import type { AskedEntry, Doubt } from './asked-entry.ts';

/** Most jobs that a sentence names. */
const MOST_NAMED = 5;

/** Returns a sentence for each doubt, about all jobs that share it. */
export function doubtsAbout(entries: readonly AskedEntry[]): string[] {
  const jobs = new Map<string, string[]>();
  for (const { job = 'without an answer', name, scheduler, doubt } of entries) {
    if (doubt === undefined) continue;
    const sentence = sentenceOf(doubt, scheduler);
    jobs.set(sentence, [...(jobs.get(sentence) ?? []), `${job} (${name})`]);
  }
  return Array.from(jobs, ([sentence, some]) => `Jobs ${named(some)}: ${sentence}`);
}

function sentenceOf(doubt: Doubt, scheduler: string): string {
  if (doubt.why === 'unproven') {
    return `nothing proves that the jobs that ${scheduler} now has under these numbers are the submitted ones.`;
  }
  return `submitted to cluster ${doubt.there}; this is cluster ${doubt.here}. Ask there.`;
}

function named(jobs: readonly string[]): string {
  const more = jobs.length > MOST_NAMED ? ` and ${jobs.length - MOST_NAMED} more` : '';
  return `${jobs.slice(0, MOST_NAMED).join(', ')}${more}`;
}
