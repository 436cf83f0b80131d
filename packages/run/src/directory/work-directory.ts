import { extname, join } from 'node:path';
import { namesIn } from '@psyrun/files';

/**
 * The files of the runs of one task:
 *
 * ```text
 * run.json                  description of the run
 * ledger                    submissions, append-only
 * in/<i>.json               batch i: ranges of rows of the space
 * out/<i>.journal           rows of job i; out/<i>.<count>.journal if it was started again
 * kept/<n>/, kept/<n>.json  journals and run.json of generations that were continued
 * previous/                 the run before this one
 * damaged/                  files that could not be read, moved there
 * result.<ext>, result.certificate.json, result.partial.<ext>
 * ```
 */
export class WorkDirectory {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Path of `run.json`. */
  get run(): string {
    return join(this.root, 'run.json');
  }

  /** The ledger of submissions. */
  get ledger(): string {
    return join(this.root, 'ledger');
  }

  /** The folder of batches. */
  get in(): string {
    return join(this.root, 'in');
  }

  /** The folder of journals that are being written. */
  get out(): string {
    return join(this.root, 'out');
  }

  /** The folder of generations that were continued. */
  get kept(): string {
    return join(this.root, 'kept');
  }

  /** The folder of the run before this one. */
  get previous(): string {
    return join(this.root, 'previous');
  }

  /** The folder of files that could not be read and were moved away. */
  get damaged(): string {
    return join(this.root, 'damaged');
  }

  /** Returns the file with the rows of job `index`. */
  batch(index: number): string {
    return join(this.in, `${index}.json`);
  }

  /**
   * Returns the journal of a worker.
   *
   * @param worker The index of the job. If the job was started again, `.` and a count follow.
   */
  journal(worker: number | string): string {
    return join(this.out, `${worker}.journal`);
  }

  /** Returns the `run.json` of an earlier generation. */
  keptRun(generation: number): string {
    return join(this.kept, `${generation}.json`);
  }

  /** Returns the folder of the journals of an earlier generation. */
  keptJournals(generation: number): string {
    return join(this.kept, String(generation));
  }

  /** Resolves to the earlier generations that have journals or a `run.json`, oldest first. */
  async keptGenerations(): Promise<number[]> {
    const names = await namesIn(this.kept);
    const numbers = names.flatMap((name) => /^(\d+)(?:\.json)?$/.exec(name)?.[1] ?? []);
    return [...new Set(numbers.map(Number))].sort((a, b) => a - b);
  }

  /** Resolves to all journals, the oldest generation first, each in the order of its jobs. */
  async journals(): Promise<string[]> {
    const generations = await this.keptGenerations();
    const kept = await Promise.all(generations.map((n) => this.journalsKept(n)));
    return [...kept.flat(), ...(await this.presentJournals())];
  }

  /** Resolves to the journals of an earlier generation. */
  async journalsKept(generation: number): Promise<string[]> {
    return journalsIn(this.keptJournals(generation));
  }

  /** Resolves to the journals of the present generation. */
  async presentJournals(): Promise<string[]> {
    return journalsIn(this.out);
  }
}

/** Returns the path of the certificate of a result file. */
export function certificateFile(resultfile: string): string {
  return `${withoutSuffix(resultfile)}.certificate.json`;
}

/** Returns the path for the rows of an incomplete result. */
export function partialFile(resultfile: string): string {
  return `${withoutSuffix(resultfile)}.partial${extname(resultfile)}`;
}

/** Returns the path to which a result outside of the work directory is moved by a new run. */
export function previousFile(resultfile: string): string {
  return `${withoutSuffix(resultfile)}.previous${extname(resultfile)}`;
}

/** Returns all files that runs may write for a result. The first is the result. */
export function resultFiles(resultfile: string): string[] {
  const files = [resultfile, certificateFile(resultfile), partialFile(resultfile)];
  return [...files, ...files.map(previousFile)];
}

function withoutSuffix(file: string): string {
  return file.slice(0, file.length - extname(file).length);
}

async function journalsIn(folder: string): Promise<string[]> {
  const names = (await namesIn(folder)).filter((name) => extname(name) === '.journal');
  return names
    .sort((a, b) => Number.parseInt(a) - Number.parseInt(b) || (a < b ? -1 : 1))
    .map((name) => join(folder, name));
}
