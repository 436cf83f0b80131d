import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { workerReturned, type ReturnNotice } from '../../src/board/notices.ts';
import { BEAT, LEASE, newProcess, runJob, type SimulatedJobs } from '../simulation/run-job.ts';
import { World, type SimulatedProcess } from '../simulation/world.ts';

/** A strike against the process of a job: it is killed and replaced, or suspended for a time. */
interface Blow {
  readonly job: number;
  readonly at: number;
  /** Milliseconds until it continues, or until another process replaces it. */
  readonly pause: number;
}

interface Plan {
  readonly seed: number;
  readonly rows: number;
  readonly jobs: number;
  readonly lanes: number;
  readonly lag: number;
  readonly writeAfter: number;
  readonly sameMachine: boolean;
  readonly scheduler: boolean;
  readonly kills: readonly Blow[];
  readonly suspensions: readonly Blow[];
}

const blow = (longest: number) =>
  fc.record({
    job: fc.nat(4),
    at: fc.integer({ min: 1, max: 4000 }),
    pause: fc.integer({ min: 1, max: longest }),
  });

const plan = (more: Partial<Record<keyof Plan, fc.Arbitrary<unknown>>>) =>
  fc.record({
    seed: fc.nat(),
    rows: fc.integer({ min: 1, max: 150 }),
    jobs: fc.integer({ min: 1, max: 5 }),
    lanes: fc.integer({ min: 1, max: 3 }),
    lag: fc.constant(0),
    writeAfter: fc.constant(0),
    sameMachine: fc.boolean(),
    scheduler: fc.boolean(),
    kills: fc.constant([]),
    suspensions: fc.constant([]),
    ...more,
  }) as fc.Arbitrary<Plan>;

/** Runs the jobs of a plan to their end, however often they are struck. */
async function carryOut({ seed, rows, lag, kills, suspensions, ...common }: Plan) {
  const world = new World(seed, rows, lag);
  const durations = Array.from({ length: rows }, () => 100 * world.random() ** 3);
  const durationOf = (row: number) => durations[row]!;
  let lost = 0;
  const onPost = (name: string) => {
    if (workerReturned(name) === undefined) return;
    for (let row = 0; row < rows; row++) if (world.stateOf(row) === 'lost') lost++;
  };
  const options: SimulatedJobs = { ...common, world, durationOf, onPost };
  const processes: SimulatedProcess[] = [];
  const unended = new Set<SimulatedProcess>();
  const errors: unknown[] = [];
  const start = (job: number) => {
    const process = (processes[job] = newProcess(world));
    unended.add(process);
    const end = () => {
      unended.delete(process);
      process.kill();
    };
    runJob(job, process, options).then(end, (error: unknown) => errors.push(error));
  };
  for (let job = 0; job < common.jobs; job++) start(job);
  let strikes = 0;
  for (const { job, at, pause } of kills) {
    world.time.at(at, () => {
      const process = processes[job];
      if (process === undefined || process.hasEnded) return;
      strikes++;
      process.kill();
      unended.delete(process);
      world.time.at(at + pause, () => start(job));
    });
  }
  for (const { job, at, pause } of suspensions) {
    world.time.at(at, () => processes[job]?.suspend(pause));
  }
  await world.time.pass();
  const states = new Set(Array.from({ length: rows }, (_, row) => world.stateOf(row)));
  return { world, states, lost, strikes, errors, unended: unended.size };
}

/** Expects what must be true after any strikes. */
function expectWhole({ world, states, lost, errors, unended }: Outcome) {
  expect(errors).toEqual([]);
  expect(unended).toBe(0);
  expect([...states]).toEqual(['recorded']);
  expect(lost).toBe(0);
  expect(world.claimsAreChains).toBe(true);
  const returned = world.returns.flatMap((name) => world.contentOf<ReturnNotice>(name).claims);
  expect(new Set(returned).size).toBe(returned.length);
}

type Outcome = Awaited<ReturnType<typeof carryOut>>;

/** Time limit of a test on a busy machine, in milliseconds. */
const PATIENCE = 60_000;

describe('workers that share a queue', () => {
  test(
    'evaluate every row once',
    async () => {
      await fc.assert(
        fc.asyncProperty(plan({}), async (given) => {
          const outcome = await carryOut(given);
          expectWhole(outcome);
          expect(outcome.world.evaluations).toBe(given.rows);
        }),
        { numRuns: 60 },
      );
    },
    PATIENCE,
  );

  test(
    'evaluate every row once, even if they see each other late',
    async () => {
      await fc.assert(
        fc.asyncProperty(plan({ lag: fc.integer({ min: 1, max: LEASE / 2 }) }), async (given) => {
          const outcome = await carryOut(given);
          expectWhole(outcome);
          expect(outcome.world.evaluations).toBe(given.rows);
        }),
        { numRuns: 60 },
      );
    },
    PATIENCE,
  );

  test(
    'lose no row when they die, and evaluate only unrecorded rows again',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          plan({ kills: fc.array(blow(500), { minLength: 1, maxLength: 12 }) }),
          async (given) => {
            const outcome = await carryOut(given);
            expectWhole(outcome);
            expect(outcome.world.evaluations).toBe(given.rows);
          },
        ),
        { numRuns: 60 },
      );
    },
    PATIENCE,
  );

  test(
    'lose no row when they die, are suspended and see each other late, all at once',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          plan({
            kills: fc.array(blow(500), { maxLength: 8 }),
            suspensions: fc.array(blow(4 * LEASE), { maxLength: 4 }),
            lag: fc.integer({ min: 0, max: LEASE / 2 }),
            writeAfter: fc.integer({ min: 0, max: 200 }),
          }),
          async (given) => expectWhole(await carryOut(given)),
        ),
        { numRuns: 300 },
      );
    },
    PATIENCE,
  );
});

/** Two jobs of one lane with rows of 50 ms, on different machines. */
function twoJobs(rows: number, more: Partial<SimulatedJobs> = {}) {
  const world = new World(1, rows, 0);
  const durationOf = () => 50;
  const onPost = () => undefined;
  const common = { world, jobs: 2, lanes: 1, sameMachine: false, durationOf, onPost, ...more };
  const processes = [newProcess(world), newProcess(world)];
  const endings = processes.map((process, job) => runJob(job, process, common));
  return { world, processes, endings };
}

test('a worker that was taken for dead starts no more of its claimed rows', async () => {
  const { world, processes, endings } = twoJobs(1600);
  world.time.at(200, () => processes[0]!.suspend(3 * LEASE));
  await world.time.pass();
  expect(await Promise.all(endings)).toEqual(['drained', 'drained']);
  expect([...world.journals.keys()]).toEqual(['0', '1', '0.1']);
  expect(world.evaluations).toBeGreaterThan(1600);
  expect(world.evaluations).toBeLessThanOrEqual(1604);
});

test.each([
  [
    'at the next check if the scheduler says that its job has ended',
    { scheduler: true },
    BEAT,
    4 * BEAT,
  ],
  ['when its lease has expired if its state is unknown', {}, LEASE - BEAT, LEASE + 2 * BEAT],
])('the rows of a worker that died are taken back %s', async (_, more, shortest, longest) => {
  let returned = Infinity;
  const onPost = (name: string) => {
    if (workerReturned(name) !== undefined) returned = Math.min(returned, world.time.now);
  };
  const { world, processes } = twoJobs(1600, { ...more, onPost });
  world.time.at(2000, () => processes[0]!.kill());
  await world.time.pass();
  expect(returned - 2000).toBeLessThanOrEqual(longest);
  expect(returned - 2000).toBeGreaterThanOrEqual(shortest);
  expect(world.evaluations).toBe(1600);
});

test('a worker that is asked to stop returns the rows that it has not started', async () => {
  const stop = new AbortController();
  const { world, endings } = twoJobs(1600, { stop: () => stop.signal });
  world.time.at(525, () => stop.abort());
  await world.time.pass();
  expect(await Promise.all(endings)).toEqual(['stopped', 'stopped']);
  expect(world.time.now).toBeLessThan(700);
  const recorded = [...world.journals.values()].reduce((sum, { size }) => sum + size, 0);
  expect(world.evaluations).toBe(recorded);
  const states = Array.from({ length: 1600 }, (_, row) => world.stateOf(row));
  expect(states.filter((state) => state === 'recorded')).toHaveLength(recorded);
  expect(states.filter((state) => state === 'waiting')).toHaveLength(1600 - recorded);
});

test('the last worker comes back if rows are returned while it leaves', async () => {
  const stops = [new AbortController(), new AbortController()];
  const { world, endings } = twoJobs(5000, {
    stop: (job) => stops[job]!.signal,
    durationOf: (row) => (row === 6 ? 400_000 : 50), // Rows 5 to 9 are the first claim of job 1.
    flushTakes: (job) => (job === 0 ? 300_000 : 0),
  });
  world.time.at(300_000, () => stops[1]!.abort());
  await world.time.pass();
  expect(await Promise.all(endings)).toEqual(['drained', 'stopped']);
  expect([...world.journals.keys()]).toEqual(['0', '1', '0.1']);
  expect(world.journals.get('0.1')!.size).toBe(3);
  expect(world.evaluations).toBe(5000);
});

test('a worker posts `done` only when others can read its records', async () => {
  const { world, processes, endings } = twoJobs(5000, {
    // Job 1 evaluates it when the other one has ended.
    durationOf: (row) => (row === 6 ? 400_000 : 50),
    writeAfter: 1e6,
    flushTakes: (job) => (job === 0 ? 100_000 : 0),
  });
  world.time.at(300_000, () => {
    expect(world.journals.get('0')!.size).toBe(0);
    processes[0]!.kill();
  });
  await world.time.pass();
  expect(await endings[1]).toBe('drained');
  const states = Array.from({ length: 5000 }, (_, row) => world.stateOf(row));
  expect(new Set(states)).toEqual(new Set(['recorded']));
});

test('a claim that was made although it seemed to fail is returned', async () => {
  let failed = false;
  const onPost = (name: string) => {
    if (failed || name !== 'claim-base-1') return;
    failed = true;
    throw new Error('Input/output error');
  };
  const { world, endings } = twoJobs(160, { onPost });
  const ended = Promise.allSettled(endings);
  await world.time.pass();
  expect(await ended).toMatchObject([
    { value: 'drained' },
    { reason: new Error('Input/output error') },
  ]);
  expect(world.contentOf<ReturnNotice>('return-1-0').claims).toEqual(['claim-base-1']);
  expect(world.journals.get('0')!.size).toBe(160);
});

test('starts no row that would not end before the time limit', async () => {
  const { world, endings } = twoJobs(1600, { endTime: 1020 });
  await world.time.pass();
  expect(await Promise.all(endings)).toEqual(['out of time', 'out of time']);
  expect(world.time.now).toBeLessThanOrEqual(1020 + BEAT);
  expect(world.evaluations).toBeGreaterThanOrEqual(2 * 18);
  const states = new Set(Array.from({ length: 1600 }, (_, row) => world.stateOf(row)));
  expect([...states].sort()).toEqual(['recorded', 'waiting']);
});
