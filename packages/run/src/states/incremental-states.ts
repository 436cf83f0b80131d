import { stat } from 'node:fs/promises';
import type { Task } from '@psyrun/core';
import type { JournalPlace } from '@psyrun/journal';
import { hashSpace } from '@psyrun/pspace';
import { knownRuns } from '../directory/known-runs.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { RowStates, type RowCounts } from './row-states.ts';
import { RunRecords, type RunRecord } from './run-records.ts';

/** The states that have been read so far. */
interface Reading {
  readonly states: RowStates;
  readonly records: RunRecords;
}

/**
 * Reads the states of the rows of a task incrementally: each poll reads only the records that are new
 * since the last poll.
 */
export class IncrementalStates {
  readonly #task: Task;
  readonly #directory: WorkDirectory;
  /** The place up to which each journal has been read, by file and inode. */
  readonly #places = new Map<string, JournalPlace>();
  readonly #beginVisits: () => (record: RunRecord) => void;
  #visit: (record: RunRecord) => void = () => undefined;
  #reading: Reading | undefined;

  /** @param begin Called before the first record, and again if all are read anew. Returns what visits records. */
  constructor(task: Task, begin: () => (record: RunRecord) => void = () => () => undefined) {
    this.#task = task;
    this.#beginVisits = begin;
    this.#directory = new WorkDirectory(task.workdir);
  }

  /** Resolves to the number of rows in each state. */
  async poll(): Promise<RowCounts> {
    return (await this.pollStates()).counts();
  }

  /** Resolves to the state of each row. The next poll changes it. */
  async pollStates(): Promise<RowStates> {
    const journals = await this.#journals();
    if (![...this.#places.keys()].every((key) => journals.has(key))) this.#beginAgain();
    const { states, records } = (this.#reading ??= await this.#begin());
    for (const [key, file] of journals) {
      const note = (record: RunRecord): void => {
        states.note(record.index, record.kind);
        this.#visit(record);
      };
      this.#places.set(key, await records.scan(file, note, this.#places.get(key)));
    }
    return states;
  }

  /** Starts again, because journals were moved by a new run or generation. */
  #beginAgain(): void {
    this.#reading = undefined;
    this.#places.clear();
  }

  /** Resolves to the journals by inode and file, because a new run has files with the same names. */
  async #journals(): Promise<ReadonlyMap<string, string>> {
    const files = await this.#directory.journals();
    const keys = files.map(async (file) => [`${(await stat(file)).ino} ${file}`, file] as const);
    return new Map(await Promise.all(keys));
  }

  async #begin(): Promise<Reading> {
    const { pspace } = this.#task;
    this.#visit = this.#beginVisits();
    const records = new RunRecords(pspace, hashSpace(pspace), await knownRuns(this.#directory));
    return { states: new RowStates(pspace.length), records };
  }
}
