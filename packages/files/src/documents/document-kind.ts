import type { ErrorCode } from '@psyrun/core';
import type { GenericSchema } from 'valibot';

/** A kind of file that psyrun writes and reads, such as `run.json`. */
export interface DocumentKind<T extends object> {
  /** Its name in the file, behind `psyrun-`: `run`. */
  readonly name: string;
  /** The version that is written. */
  readonly version: number;
  /** The content of that version. */
  readonly schema: GenericSchema<unknown, T>;
  /** Reads version 1, which has no checksum; without it there is no such version. */
  readonly first?: FirstVersion<T>;
  /** The remedy for a damaged file, as sentences. */
  readonly remedy: string;
  /** The code of the error for a damaged file; default `PSYRUN_RUN_CORRUPT`. */
  readonly code?: ErrorCode;
}

/** The first version of a kind of file: a JSON object without a checksum. */
export interface FirstVersion<T> {
  /** True if the object has a member `format` that is 1; false if it has no such member. */
  readonly numbered: boolean;
  readonly schema: GenericSchema<unknown, T>;
}
