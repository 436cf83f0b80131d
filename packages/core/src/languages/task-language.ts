import type { PsyrunError } from '../errors/errors.ts';
import type { ParameterSpace } from '../contracts/parameter-space.ts';
import type { ProgramAddress } from './program.ts';

/**
 * Reads task files of a language other than JavaScript: `task_<name>` with its suffix. A package
 * provides it under `evaluators` in its manifest.
 *
 * A class that implements it has a constructor that can be called without arguments.
 */
export interface TaskLanguage {
  /** Suffix of task files with its dot, in lower case: `.py`. */
  readonly suffix: string;
  /**
   * Resolves to what psyrun has to know of each file, or to why the file cannot be used. It is called
   * once for all files that are needed, because to start a language may take long.
   *
   * Rejects with a `PsyrunError` for whatever concerns all files: the language is not installed.
   *
   * @param files Paths of the files, as the user gave their folder.
   */
  describe(
    files: readonly string[],
    options: DescribeOptions,
  ): Promise<ReadonlyMap<string, DescribedTask | PsyrunError>>;
  /**
   * Resolves to the settings of each file, or to why the file cannot be used, as `describe` does. It is for
   * commands that need no spaces, such as `psy list`. If it is left out, they call `describe`.
   */
  settings?(
    files: readonly string[],
    options: DescribeOptions,
  ): Promise<ReadonlyMap<string, DescribedTask['settings'] | PsyrunError>>;
}

/** Options of {@link TaskLanguage.describe}. */
export interface DescribeOptions {
  /** The directory of the task files. Defaults in the language of the files may be there. */
  readonly taskdir: string;
  /** The folder in which the files are loaded, and that `files` and `taskdir` are relative to. */
  readonly cwd: string;
}

/** A task as its file describes it, in terms of psyrun. */
export interface DescribedTask {
  /**
   * The settings of the file by their names in psyrun, without `pspace`, `execute`, `setup` and
   * `evaluator`. psyrun checks them.
   */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly pspace: ParameterSpace;
  /** Evaluates the rows. The digests of the code are `code` of its `load`. */
  readonly program: ProgramAddress;
  /** The content of the file from which the program takes rows, if it gets them by index. */
  readonly rows?: Uint8Array;
  /** Versions of the language and of packages, by name. They are told when they have changed. */
  readonly packages: Readonly<Record<string, string>>;
}
