import * as v from 'valibot';
import type { Fingerprint } from './fingerprint.ts';

/** The schema of a {@link Fingerprint} in a file. */
export const FINGERPRINT: v.GenericSchema<unknown, Fingerprint> = v.strictObject({
  files: v.record(v.string(), v.string()),
  space: v.string(),
  settings: v.record(v.string(), v.unknown()),
  packages: v.exactOptional(v.record(v.string(), v.string())),
  packagesCount: v.exactOptional(v.boolean()),
});
