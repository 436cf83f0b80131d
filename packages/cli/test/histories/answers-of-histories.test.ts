import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Point } from '../fixtures/answers.ts';
import { direct, resultOf, SweptProject, type SweepKind, type SweepPlan } from './swept-project.ts';

/** Number of histories. A seed is printed when one fails. */
const HISTORIES = Number(process.env['PSYRUN_HISTORIES'] ?? 4);
const SEED = process.env['PSYRUN_SEED'];
jest.setTimeout(24 * 3_600_000);

// Each run reads the state of the repository, which takes processes and does not matter here.
const path = process.env['PATH'];
beforeAll(() => void (process.env['PATH'] = ''));
afterAll(() => void (process.env['PATH'] = path));

const value = fc.integer({ min: 0, max: 9 });
const values = fc.uniqueArray(value, { minLength: 1, maxLength: 6 });
const failing = fc.oneof(fc.constant<number[]>([]), fc.array(value, { maxLength: 3 }));
const isContinued = fc.boolean();
const STEPS = {
  run: fc.record({ isContinued, failing, acceptChanges: fc.nat(3).map((n) => n === 0) }),
  kill: fc.record({ isContinued, failing, afterRows: fc.nat(5) }),
  grow: fc.record({ more: values }),
  shrink: fc.record({ to: values }),
  reorder: fc.constant({}),
  code: fc.constant({}),
  lose: fc.constant({}),
};
const weights = { run: 6, kill: 3, grow: 3, shrink: 2, reorder: 1, code: 2, lose: 1 };
const step = fc.oneof(
  ...(Object.keys(STEPS) as (keyof typeof STEPS)[]).map((kind) => ({
    weight: weights[kind],
    arbitrary: (STEPS[kind] as fc.Arbitrary<object>).map((of) => ({ kind, ...of }) as Step),
  })),
);
type Of<K extends keyof typeof STEPS> = { readonly kind: K } & ValueOf<(typeof STEPS)[K]>;
type ValueOf<A> = A extends fc.Arbitrary<infer T> ? T : never;
type Step = { [K in keyof typeof STEPS]: Of<K> }[keyof typeof STEPS];

const kind: fc.Arbitrary<SweepKind> = fc.record({
  backend: fc.constantFrom('distribute', 'load-balancing'),
  store: fc.constantFrom('.pkl', '.npz', '.h5'),
});

/** A history, and what is known of it without reading a file of psyrun. */
class Model {
  readonly swept: SweptProject;
  plan: SweepPlan = { values: [0, 1, 2], version: 1, maxJobs: 2 };
  /** The plan of the present run, or undefined before the first one. */
  ran: SweepPlan | undefined;
  /** The rows that are done, with the version of the function. */
  readonly done = new Map<number, number>();
  /** Rows that a killed run may have done. */
  readonly perhaps = new Set<number>();
  readonly told: string[] = [];
  /** A killed run may have begun with the present space, or not. */
  #perhapsBegun = false;

  constructor(of: SweepKind) {
    this.swept = new SweptProject(of);
    this.swept.write(this.plan);
  }

  async take(step: Step): Promise<void> {
    const { plan } = this;
    this.told.push(JSON.stringify(step));
    switch (step.kind) {
      case 'run':
        return this.run(step);
      case 'kill':
        return this.killed(step);
      case 'grow':
        return this.change({ values: [...new Set([...plan.values, ...step.more])] });
      case 'shrink': {
        const rest = plan.values.filter((x) => step.to.includes(x));
        return this.change({ values: rest.length > 0 ? rest : plan.values.slice(0, 1) });
      }
      case 'reorder':
        return this.change({ values: [...plan.values].reverse() });
      case 'code':
        return this.change({ version: plan.version + 1 });
      case 'lose':
        for (const ext of ['.pkl', '.npz', '.h5']) {
          rmSync(this.swept.project.path(`psy-work/t/result${ext}`), { force: true });
        }
    }
  }

  /** A run to its end: what it evaluates, and its exit code. */
  async run(step: Omit<Of<'run'>, 'kind'>): Promise<void> {
    const isContinued = step.isContinued || (this.#perhapsBegun && !this.hasOtherCode);
    const options = this.#options(isContinued, step.acceptChanges);
    const isRefused = isContinued && !step.acceptChanges && this.hasOtherCode;
    if (!isRefused) this.#begin(isContinued);
    const { values, version } = this.plan;
    const todo = isRefused ? [] : values.filter((x) => !this.done.has(x));
    const { status, evaluated, stderr } = await this.swept.run(step.failing, options);
    const about = { told: this.told, stderr };
    const fails = isRefused || todo.some((x) => step.failing.includes(x));
    expect({ ...about, status, evaluated: ordered(evaluated) }).toEqual({
      ...about,
      status: fails ? expect.any(Number) : 0,
      evaluated: ordered(todo),
    });
    expect({ ...about, fails: status !== 0 }).toEqual({ ...about, fails });
    for (const x of todo) if (!step.failing.includes(x)) this.done.set(x, version);
    if (isRefused) return;
    this.ran = this.plan;
    this.#perhapsBegun = false;
  }

  /** A run that is killed: it may have done what it evaluated. */
  async killed(step: Omit<Of<'kill'>, 'kind'>): Promise<void> {
    // A killed run of other code may have replaced the former one, or not: the model would not know.
    if (this.ran !== undefined && this.hasOtherCode) return;
    const isContinued = step.isContinued || this.hasOtherSpace;
    const { values, version } = this.plan;
    const before = new Set(this.done.keys());
    const options = this.#options(isContinued, false);
    const { evaluated } = await this.swept.kill(step.failing, options, step.afterRows);
    const about = { told: this.told };
    const again = evaluated.filter((x) => before.has(x) || !values.includes(x));
    expect({ ...about, again }).toEqual({ ...about, again: [] });
    if (evaluated.length > 0) this.ran = this.plan;
    else if (this.hasOtherSpace) this.#perhapsBegun = true;
    for (const x of evaluated) if (!step.failing.includes(x)) this.perhaps.add(x);
    const { partial } = await this.swept.answers();
    for (const [x] of partial ?? []) if (this.perhaps.has(x)) this.done.set(x, version);
    this.perhaps.clear();
  }

  /** Expects that all commands tell the truth. */
  async check(): Promise<void> {
    const { plan, told } = this;
    const answers = await this.swept.answers();
    const { status, verified, exported, partial, outputs } = answers;
    const { total, done, failed, missing, complete } = status!;
    const about = { told, outputs };
    expect({ ...about, total, sum: done + failed + missing }).toEqual({
      ...about,
      total: plan.values.length,
      sum: plan.values.length,
    });
    if (this.hasOtherCode) {
      // Nothing of the former code is handed out as a result of the present one.
      const is = { complete, verified, exported };
      expect({ ...about, ...is }).toEqual({
        ...about,
        complete: false,
        verified: false,
        exported: undefined,
      });
      return;
    }
    const known = plan.values.filter((x) => this.done.has(x));
    const right: Point[] = known.map((x) => [x, resultOf(this.done.get(x)!, x)]);
    expect({ ...about, done }).toEqual({ ...about, done: known.length });
    if (partial !== undefined || done > 0) {
      expect({ ...about, partial }).toEqual({ ...about, partial: right });
    }
    const whole = complete ? right : undefined;
    expect({ ...about, verified, exported }).toEqual({
      ...about,
      verified: complete,
      exported: whole,
    });
    if (complete) expect({ ...about, done }).toEqual({ ...about, done: total });
  }

  change(of: Partial<SweepPlan>): void {
    this.plan = { ...this.plan, ...of };
    this.swept.write(this.plan);
  }

  get hasOtherCode(): boolean {
    return this.ran !== undefined && this.ran.version !== this.plan.version;
  }

  get hasOtherSpace(): boolean {
    return JSON.stringify(this.ran?.values) !== JSON.stringify(this.plan.values);
  }

  /** A run that is not continued replaces one of other code or another space. */
  #begin(isContinued: boolean): void {
    if (!isContinued && (this.hasOtherCode || this.hasOtherSpace)) this.done.clear();
  }

  #options(isContinued: boolean, acceptChanges: boolean): string[] {
    return [
      ...(isContinued ? ['-c'] : []),
      ...(isContinued && acceptChanges ? ['--accept-changes'] : []),
    ];
  }
}

const ordered = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

test('at every step of a history, status, verify and export tell the truth, and no work is repeated', async () => {
  await fc.assert(
    fc.asyncProperty(
      kind,
      fc.array(step, { minLength: 3, maxLength: 6 }),
      async (sweepKind, steps) => {
        const model = new Model(sweepKind);
        try {
          for (const one of steps) {
            await model.take(one);
            await model.check();
          }
          const isContinued = !model.hasOtherCode;
          await model.run({ isContinued, failing: [], acceptChanges: false });
          await model.check();
          const { status, verified, exported } = await model.swept.answers();
          expect({ complete: status!.complete, verified }).toEqual({
            complete: true,
            verified: true,
          });
          if (isContinued && new Set(model.done.values()).size > 1) return;
          expect(exported).toEqual(direct(model.plan));
        } finally {
          model.swept.project.remove();
        }
      },
    ),
    {
      numRuns: HISTORIES,
      endOnFailure: true,
      seed: SEED === undefined ? 20261129 : Number(SEED),
    },
  );
});
