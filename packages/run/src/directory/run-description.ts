import type { PluginAddress } from '@psyrun/core';
import type { FrozenSpace } from '@psyrun/pspace';
import type { Range } from '@psyrun/pspace/internal';
import type { Fingerprint } from '../fingerprint/fingerprint.ts';

/** The content of `run.json`: the run to which the files of a work directory belong. */
export interface RunDescription {
  /** Name of the task. */
  readonly task: string;
  /** 1 for a new run. It increases by 1 each time the run is continued. */
  readonly generation: number;
  readonly fingerprint: Fingerprint;
  /** The source code by file, see `sourceTexts`. */
  readonly sources: Readonly<Record<string, string>>;
  /** The space at the beginning of the run. Jobs use it instead of the task file. */
  readonly space: SpaceDescription;
  /** The rows that were not done at the beginning of the generation. */
  readonly todo: readonly Range[];
  /** The rows that are evaluated again: records of earlier generations do not count for them. */
  readonly again?: readonly Range[];
  /**
   * The rows that are evaluated in this work directory, if it is a part that was split off: the others of
   * the space are evaluated elsewhere.
   */
  readonly part?: readonly Range[];
  /** Where the rows of the generation were adopted from; left out if they were evaluated here. */
  readonly source?: string;
  /** Largest number of batches of `todo`, and smallest number of rows of a batch. */
  readonly maxJobs: number;
  readonly minItems: number;
  readonly excludeFromResult: readonly string[];
  readonly resultfile: string;
  readonly store: PluginAddress;
  readonly scheduler: string;
  /** The time when the generation began, in ISO 8601. */
  readonly created: string;
  /**
   * True if the rows come from a language that tells integers from floats: an integer among floats is
   * then an integer in the result.
   */
  readonly tellsIntegers?: true;
  readonly versions: Readonly<Record<string, string>>;
  /** The commit of the repository of the task file; null if there is none. */
  readonly git: GitState | null;
}

/** The members that tell one run, and one generation of it, from all others. */
export type RunIdentity = Pick<RunDescription, 'task' | 'generation' | 'created'>;

/** Returns the identity of a run. */
export function identityOf({ task, generation, created }: RunDescription): RunIdentity {
  return { task, generation, created };
}

/** A parameter space as data. */
export interface SpaceDescription {
  readonly hash: string;
  readonly length: number;
  readonly keys: readonly string[];
  readonly frozen: FrozenSpace;
}

/** A commit, and whether the working tree differs from it. */
export interface GitState {
  readonly commit: string;
  readonly dirty: boolean;
}
