import type { PluginAddress } from '@psyrun/core';
import type { FrozenSpace } from '@psyrun/pspace';
import type { Range } from '@psyrun/pspace/internal';
import type { Fingerprint } from '../fingerprint/fingerprint.ts';

/** The content of `run.json`: the run that the files of a work directory belong to. */
export interface RunDescription {
  /** Name of the task. */
  readonly task: string;
  /** 1 for a new run; one more each time it is continued. */
  readonly generation: number;
  readonly fingerprint: Fingerprint;
  /** The text of the code by file, see `sourceTexts`. */
  readonly sources: Readonly<Record<string, string>>;
  /** The space as it was when the run began: jobs do not ask the task file again. */
  readonly space: SpaceDescription;
  /** The rows that were not done when the generation began. */
  readonly todo: readonly Range[];
  /** Number of batches that `todo` is split into, and the fewest rows of one. */
  readonly maxJobs: number;
  readonly minItems: number;
  readonly excludeFromResult: readonly string[];
  readonly resultfile: string;
  readonly store: PluginAddress;
  readonly scheduler: string;
  /** When the generation began, in ISO 8601. */
  readonly created: string;
  readonly versions: Readonly<Record<string, string>>;
  /** The commit of the task file's repository, if it lies in one. */
  readonly git: GitState | null;
}

/** A parameter space as data. */
export interface SpaceDescription {
  readonly hash: string;
  readonly length: number;
  readonly keys: readonly string[];
  readonly frozen: FrozenSpace;
}

/** A commit, and whether files of the repository differ from it. */
export interface GitState {
  readonly commit: string;
  readonly dirty: boolean;
}
