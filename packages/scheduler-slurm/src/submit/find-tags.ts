import { slurmQuery } from '../command/slurm-commands.ts';
import { commentLines } from '../status/controller.ts';
import { readTags, type TaggedJobs } from './job-tags.ts';

/**
 * Resolves to the user's jobs with these tags, as long as the controller remembers them. `squeue` may
 * answer from the cache of a site, so that the controller itself is asked for what is not listed.
 */
export async function findTags(tags: readonly string[]): Promise<TaggedJobs> {
  const listed = readTags(
    await slurmQuery('squeue', ['-h', '-t', 'all', '--me', '-o', '%F|%k']),
    tags,
  );
  const rest = tags.filter((tag) => !listed.has(tag));
  if (rest.length === 0) return listed;
  const all = await slurmQuery('scontrol', ['-o', 'show', 'job']);
  return new Map([...listed, ...readTags(commentLines(all), rest)]);
}
