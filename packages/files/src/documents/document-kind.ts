import type { ErrorCode } from '@psyrun/core';
import type { GenericSchema } from 'valibot';

/** A kind of file that psyrun writes and reads, such as `run.json`: its schemas and versions. */
export interface DocumentKind<T extends object> {
  /** The name of the format in the file, without `psyrun-`: `run`. */
  readonly name: string;
  /** The version that psyrun writes. */
  readonly version: number;
  /** The schema of that version. */
  readonly schema: GenericSchema<unknown, T>;
  /** Version 1, which has no checksum. Default: the kind has no version 1. */
  readonly first?: FirstVersion<T>;
  /** The hint for a damaged file, as sentences. */
  readonly remedy: string;
  /** The code of the error for a damaged file. Default: `PSYRUN_RUN_CORRUPT`. */
  readonly code?: ErrorCode;
}

/** The first version of a kind of file: a JSON object without a checksum. */
export interface FirstVersion<T> {
  /** True if the object has a member `format` that is 1; false if it has no such member. */
  readonly numbered: boolean;
  readonly schema: GenericSchema<unknown, T>;
}
