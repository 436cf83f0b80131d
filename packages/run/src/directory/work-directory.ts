import { extname, join } from 'node:path';
import { namesIn } from '@psyrun/files';

/**
 * The files of one task's runs:
 *
 * ```text
 * run.json                  what the run is
 * ledger                    submissions, append-only
 * in/<i>.json               batch i: ranges of rows of the space
 * out/<i>.journal           rows that job i evaluated; out/<i>.<life>.journal if started again
 * kept/<n>/, kept/<n>.json  journals and run.json of generations that were continued
 * previous/                 the run that was replaced last
 * result.<ext>, result.certificate.json, result.partial.<ext>
 * ```
 */
export class WorkDirectory {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** `run.json`: what the run is. */
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

  /** The folder of the run that was replaced last. */
  get previous(): string {
    return join(this.root, 'previous');
  }

  /** The file that says which rows job `index` evaluates. */
  batch(index: number): string {
    return join(this.in, `${index}.json`);
  }

  /**
   * The journal of a job.
   *
   * @param worker the index of the job, with the number of its life behind it from the second on
   */
  journal(worker: number | string): string {
    return join(this.out, `${worker}.journal`);
  }

  /** The description of the run in an earlier generation. */
  keptRun(generation: number): string {
    return join(this.kept, `${generation}.json`);
  }

  /** The folder of journals of an earlier generation. */
  keptJournals(generation: number): string {
    return join(this.kept, String(generation));
  }

  /** The generations that were continued, by their journals or their `run.json`, oldest first. */
  async keptGenerations(): Promise<number[]> {
    const names = await namesIn(this.kept);
    const numbers = names.flatMap((name) => /^(\d+)(?:\.json)?$/.exec(name)?.[1] ?? []);
    return [...new Set(numbers.map(Number))].sort((a, b) => a - b);
  }

  /** All journals: those of earlier generations first, each generation in the order of its jobs. */
  async journals(): Promise<string[]> {
    const generations = await this.keptGenerations();
    const kept = await Promise.all(generations.map((n) => this.journalsKept(n)));
    return [...kept.flat(), ...(await this.presentJournals())];
  }

  /** The journals of an earlier generation. */
  async journalsKept(generation: number): Promise<string[]> {
    return journalsIn(this.keptJournals(generation));
  }

  /** The journals of the present generation. */
  async presentJournals(): Promise<string[]> {
    return journalsIn(this.out);
  }
}

/** The certificate that goes with a result file. */
export function certificateFile(resultfile: string): string {
  return `${withoutSuffix(resultfile)}.certificate.json`;
}

/** Where the rows of an incomplete result are written. */
export function partialFile(resultfile: string): string {
  return `${withoutSuffix(resultfile)}.partial${extname(resultfile)}`;
}

/** Where a result outside of the work directory is moved when the task runs anew. */
export function previousFile(resultfile: string): string {
  return `${withoutSuffix(resultfile)}.previous${extname(resultfile)}`;
}

/** Every file that a run may leave for a result, the result first. */
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
