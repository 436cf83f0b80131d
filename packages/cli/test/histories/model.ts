import { existsSync, rmSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Point } from '../fixtures/answers.ts';
import type { RunStep, Step } from './steps.ts';
import { resultOf, SweptProject, type SweepKind, type SweepPlan } from './swept-project.ts';

/** What is known of a sweep without reading a file of psyrun. */
export class Model {
  readonly swept: SweptProject;
  /** The task file. */
  plan: SweepPlan = { values: [0, 1, 2], version: 1, maxJobs: 2 };
  /** The task file of the present run; undefined before the first one. */
  #ran: SweepPlan | undefined;
  /** The rows that are done, with the version of the function. */
  readonly #done = new Map<number, number>();
  /** The rows that have failed, also if they are done since. */
  readonly #failed = new Set<number>();
  /** The rows that failed in a run that was killed: it has recorded that or not. */
  readonly #maybeFailed = new Set<number>();
  /** True if the present run has ended with a result. */
  #hasResult = false;
  /** The steps so far, for messages. */
  readonly #steps: Step[] = [];

  constructor(kind: SweepKind) {
    this.swept = new SweptProject(kind);
    this.swept.write(this.plan);
  }

  /** Takes a step, and expects that it does what it has to. */
  async take(step: Step): Promise<void> {
    const { values, version } = this.plan;
    this.#steps.push(step);
    switch (step.kind) {
      case 'run':
        return this.#run(step.run);
      case 'kill':
        return this.#kill(step.run, step.afterRows);
      case 'grow':
        return this.#change({ values: [...new Set([...values, ...step.values])] });
      case 'shrink': {
        const rest = values.filter((x) => step.values.includes(x));
        return this.#change({ values: rest.length > 0 ? rest : values.slice(0, 1) });
      }
      case 'reorder':
        return this.#change({ values: [...values].reverse() });
      case 'change the code':
        return this.#change({ version: version + 1 });
      case 'lose the result':
        rmSync(this.swept.result, { force: true });
        this.#hasResult = false;
    }
  }

  /** Expects that `status`, `verify` and both kinds of `export` say the truth. */
  async check(): Promise<void> {
    const { status, verified, exported, partial = [], outputs } = await this.swept.answers();
    const { total, done, failed, missing, complete } = status!;
    const { values } = this.plan;
    const left = values.filter((x) => !this.#done.has(x));
    const least = left.filter((x) => this.#failed.has(x)).length;
    const most = left.filter((x) => this.#failed.has(x) || this.#maybeFailed.has(x)).length;
    this.#expect(
      { total, sum: done + failed + missing, done, failed, complete, verified, exported, partial },
      {
        total: values.length,
        sum: values.length,
        done: this.#known(values).length,
        failed: this.#isComplete ? 0 : Math.min(Math.max(failed, least), most),
        complete: this.#isComplete,
        verified: this.#isComplete,
        exported: this.#isComplete ? this.#known(values) : undefined,
        // Nothing or no row is written if there is none.
        partial: this.#known(this.#ran?.values ?? []),
      },
      outputs,
    );
  }

  /** Completes the result, and expects that it equals a direct evaluation. */
  async complete(): Promise<void> {
    const isContinued = !this.#hasOtherCode;
    await this.take({ kind: 'run', run: { isContinued, acceptsChanges: false, failing: [] } });
    await this.check();
    this.#expect({ complete: this.#isComplete }, { complete: true });
  }

  get #hasOtherCode(): boolean {
    return this.#ran !== undefined && this.#ran.version !== this.plan.version;
  }

  get #hasOtherSpace(): boolean {
    return JSON.stringify(this.#ran?.values) !== JSON.stringify(this.plan.values);
  }

  get #isComplete(): boolean {
    return this.#hasResult && !this.#hasOtherCode && !this.#hasOtherSpace;
  }

  /** The done rows of a space. */
  #known(values: readonly number[]): Point[] {
    return values.flatMap((x): Point[] => {
      const version = this.#done.get(x);
      return version === undefined ? [] : [[x, resultOf(version, x)]];
    });
  }

  /** A run to its end. */
  async #run({ isContinued, acceptsChanges, failing }: RunStep): Promise<void> {
    const { values, version } = this.plan;
    const isRefused = isContinued && !acceptsChanges && this.#hasOtherCode;
    if (!isRefused) this.#begin(isContinued);
    const todo = isRefused ? [] : values.filter((x) => !this.#done.has(x));
    const fails = isRefused || todo.some((x) => failing.includes(x));
    const outcome = await this.swept.run(failing, optionsOf(isContinued, acceptsChanges));
    this.#expect(
      { evaluated: ordered(outcome.evaluated), fails: outcome.status !== 0 },
      { evaluated: ordered(todo), fails },
      outcome,
    );
    for (const x of todo) {
      this.#maybeFailed.delete(x);
      if (failing.includes(x)) this.#failed.add(x);
      else this.#done.set(x, version);
    }
    if (!isRefused) this.#hasResult = !fails;
  }

  /** A run that is killed. It has recorded some of the rows that it evaluated. */
  async #kill({ isContinued, failing }: RunStep, afterRows: number): Promise<void> {
    // A killed run may have replaced the former one or not. The next one says which, if it continues.
    if (this.#hasOtherCode) return;
    const { values, version } = this.plan;
    const options = optionsOf(isContinued || this.#hasOtherSpace, false);
    const outcome = await this.swept.kill(failing, options, afterRows);
    const { evaluated } = outcome;
    const again = evaluated.filter((x) => this.#done.has(x) || !values.includes(x));
    this.#expect({ again }, { again: [] }, outcome);
    const { status, partial = [] } = await this.swept.answers();
    // Either the run has begun or nothing has happened, but that the former result may be moved away.
    const hasBegun = status!.changes.length === 0;
    if (outcome.status !== null) this.#expect({ hasBegun }, { hasBegun: true }, outcome);
    if (hasBegun && (this.#ran !== undefined || evaluated.length > 0)) this.#begin(true);
    for (const [x] of partial) {
      if (evaluated.includes(x) && !failing.includes(x)) this.#done.set(x, version);
    }
    for (const x of evaluated) if (failing.includes(x)) this.#maybeFailed.add(x);
    this.#hasResult = hasBegun
      ? status!.complete && values.every((x) => this.#done.has(x))
      : this.#hasResult && existsSync(this.swept.result);
  }

  /** A run that is not continued replaces one of other code or another space. */
  #begin(isContinued: boolean): void {
    if (!isContinued && (this.#hasOtherCode || this.#hasOtherSpace)) {
      for (const rows of [this.#done, this.#failed, this.#maybeFailed]) rows.clear();
    }
    this.#ran = this.plan;
  }

  #change(of: Partial<SweepPlan>): void {
    this.plan = { ...this.plan, ...of };
    this.swept.write(this.plan);
  }

  #expect(is: object, shouldBe: object, outputs: object = {}): void {
    const about = { steps: this.#steps, outputs };
    expect({ ...is, ...about }).toEqual({ ...shouldBe, ...about });
  }
}

function optionsOf(isContinued: boolean, acceptsChanges: boolean): string[] {
  if (!isContinued) return [];
  return acceptsChanges ? ['-c', '--accept-changes'] : ['-c'];
}

const ordered = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
