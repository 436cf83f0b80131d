import type { ArrayPart } from '../command/job-ids.ts';

/**
 * Returns the comment of a job, which identifies its submission: the user's comment, then the tag
 * and the offset of a part of an array.
 *
 * @example
 * ```ts
 * taggedComment('first try', 'f00d', 1000); // => 'first try psyrun:f00d+1000'
 * ```
 */
export function taggedComment(comment: string | undefined, tag: string, offset: number): string {
  const own = `psyrun:${tag}${offset === 0 ? '' : `+${offset}`}`;
  return comment === undefined ? own : `${comment} ${own}`;
}

const TAG = /(?:^|[ |])psyrun:([^\s+|]+)(?:\+\d+)?$/;

/**
 * Returns the tag of a submission at the end of a comment.
 *
 * @example
 * ```ts
 * tagIn('first try psyrun:f00d+1000'); // => 'f00d'
 * ```
 */
export function tagIn(comment: string): string | undefined {
  return TAG.exec(comment)?.[1];
}

/** The jobs of submissions by their tag. An array in parts has several jobs. */
export type TaggedJobs = ReadonlyMap<string, readonly ArrayPart[]>;

const LINE = /^(\d+)\|(?:.* )?psyrun:([^\s+]+)(?:\+(\d+))?$/;

/**
 * Returns the jobs with these tags in lines of `job|comment`. An array has a line for each task
 * that has started.
 *
 * @example
 * ```ts
 * readTags('12|psyrun:f00d\n12|psyrun:f00d', ['f00d']).get('f00d'); // => [{ job: '12', offset: 0 }]
 * ```
 */
export function readTags(text: string, tags: readonly string[]): TaggedJobs {
  const parts = new Map(tags.map((tag) => [tag, new Map<number, ArrayPart>()]));
  for (const line of text.split('\n')) {
    const [, job, tag, offset = 0] = LINE.exec(line) ?? [];
    if (job === undefined) continue;
    parts.get(tag!)?.set(Number(offset), { job, offset: Number(offset) });
  }
  const found = [...parts].filter(([, ofTag]) => ofTag.size > 0);
  return new Map(found.map(([tag, ofTag]) => [tag, [...ofTag.values()]]));
}
