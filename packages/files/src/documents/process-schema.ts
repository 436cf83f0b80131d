import * as v from 'valibot';
import type { Owner } from '../process-identity.ts';

/** The schema of an {@link Owner} in a file. */
export const OWNER: v.GenericSchema<Owner> = v.strictObject({
  host: v.string(),
  pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2 ** 31 - 1)),
  started: v.nullable(v.string()),
  boot: v.exactOptional(v.string()),
  namespace: v.exactOptional(v.string()),
  machine: v.exactOptional(v.string()),
});
