import * as v from 'valibot';

/** The checks of a machine, of its schedulers and of the project. */
export const doctorResult = v.strictObject({
  checks: v.array(
    v.strictObject({
      group: v.pipe(v.string(), v.description('The part: this machine, tasks, slurm, a folder.')),
      about: v.string(),
      outcome: v.picklist(['ok', 'warning', 'failed']),
      found: v.string(),
      advice: v.exactOptional(v.string()),
    }),
  ),
});

/** The checks of a machine, of its schedulers and of the project. */
export type DoctorResult = v.InferOutput<typeof doctorResult>;
