import * as v from 'valibot';

/** The tasks of a project. */
export const listResult = v.strictObject({
  tasks: v.array(v.string()),
  skipped: v.pipe(
    v.array(v.strictObject({ task: v.string(), message: v.string() })),
    v.description('The task files that could not be loaded, and why.'),
  ),
});

/** The tasks of a project. */
export type ListResult = v.InferOutput<typeof listResult>;
