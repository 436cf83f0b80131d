import { rename } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ParameterSpace } from '@psyrun/core';
import {
  openJournal,
  rowWithDigests,
  type JournalSession,
  type JournalWriter,
} from '@psyrun/journal';
import { makeFolder } from '../directory/make-folder.ts';
import type { RunDescription } from '../directory/run-description.ts';
import { writeRun } from '../directory/run-file.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';
import { codeDigest } from '../fingerprint/code-digest.ts';
import { isSameCode } from '../fingerprint/same-code.ts';
import type { SourceRow } from './source-run.ts';
import type { Takings } from './takings.ts';

/**
 * Writes rows of another run to a work directory, as generations of its own run that were continued: one for
 * each generation there. `from` names the other run for people, and `present` is the run here. Resolves to the
 * number of the last of them.
 *
 * If it is interrupted, the rows that are there count.
 */
export async function writeTakings(
  directory: WorkDirectory,
  home: ParameterSpace,
  takings: Takings,
  from: string,
  present: RunDescription,
  lastGeneration: number,
): Promise<number> {
  const { source, taken, isTaken } = takings;
  const journals = new Map<number, AdoptedRows>();
  let generation = lastGeneration;
  for (const origin of [...taken.keys()].sort((a, b) => a - b)) {
    const run = adoptedRun(source, origin, { present, generation: ++generation, from });
    const folder = directory.keptJournals(generation);
    await makeFolder(folder);
    await writeRun(directory.keptRun(generation), run);
    journals.set(origin, await AdoptedRows.open(`${folder}/0.journal`, run));
  }
  const { space } = source;
  await source.rows(home, (row) => {
    if (isTaken(row)) journals.get(row.origin)!.add(row, space);
  });
  for (const journal of journals.values()) await journal.close();
  return generation;
}

/** The journal of the rows of one generation. It has another name until it is complete. */
class AdoptedRows {
  readonly #file: string;
  readonly #journal: JournalWriter;
  readonly #session: JournalSession;
  #versions: unknown;

  private constructor(file: string, journal: JournalWriter, session: JournalSession) {
    this.#file = file;
    this.#journal = journal;
    this.#session = session;
  }

  static async open(file: string, run: RunDescription): Promise<AdoptedRows> {
    const session = sessionOf(run);
    return new AdoptedRows(file, await openJournal(`${file}.new`, session), session);
  }

  add({ index, session: { versions }, read }: SourceRow, space: ParameterSpace): void {
    // The versions of programs are part of the certificate.
    if (!isDeepStrictEqual(versions, this.#versions)) {
      this.#versions = versions;
      this.#journal.begin({ ...this.#session, versions });
    }
    const record = read();
    const row = rowWithDigests(record.row, space.keys, () => space.at(index));
    this.#journal.append({ ...record, index, row });
  }

  async close(): Promise<void> {
    await this.#journal.close();
    await rename(`${this.#file}.new`, this.#file);
  }
}

/** Returns the description of a generation of another run, whose rows are those of its present space. */
function adoptedRun(
  { runs, run: { space } }: Takings['source'],
  origin: number,
  { present, generation, from }: { present: RunDescription; generation: number; from: string },
): RunDescription {
  const { again: _, part: __, ...run } = runs[origin]!.run;
  // The same code has one digest in the certificate, whatever its task file is called.
  const isSame = isSameCode(run.fingerprint, present.fingerprint);
  const { files } = isSame ? present.fingerprint : run.fingerprint;
  const fingerprint = { ...run.fingerprint, files, space: space.hash };
  const source = run.source === undefined ? from : `${from}, from ${run.source}`;
  return { ...run, generation, space, fingerprint, todo: [], source };
}

function sessionOf({ created, generation, space, fingerprint, task }: RunDescription) {
  return {
    run: created,
    generation,
    space: space.hash,
    rows: space.length,
    code: codeDigest(fingerprint),
    job: `${task}:adopted`,
  };
}
