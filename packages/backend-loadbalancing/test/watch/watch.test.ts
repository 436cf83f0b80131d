import { expect, test } from '@jest/globals';
import type { Board } from '../../src/board/board.ts';
import { Watch, type ProcessState } from '../../src/watch/watch.ts';

const BEAT = 15_000;
const LEASE = 120_000;

/** A worker that watches others. The test decides their heartbeats and states. */
function watching() {
  const scene = {
    now: 0,
    mark: 1 as number | undefined,
    process: 'unknown' as ProcessState,
    job: 'unknown' as ProcessState,
    asked: [] as number[],
    lease: '{}',
    owners: [] as object[],
  };
  const board = {
    mark: async () => scene.mark,
    read: async () => scene.lease,
    place: (name: string) => name,
  } as Partial<Board> as Board;
  const watch = new Watch({
    board,
    timing: { beat: BEAT, lease: LEASE, now: () => scene.now, sleep: async () => undefined },
    stateOf: (owner) => {
      scene.owners.push(owner);
      return scene.process;
    },
    jobStateOf: (job) => {
      scene.asked.push(job);
      return scene.job;
    },
  });
  /** Returns the number of seconds without a heartbeat after which a worker counts as dead. */
  const deadAfter = async (workers: readonly string[] = ['7']) => {
    for (scene.now = 0; scene.now <= 10 * LEASE; scene.now += BEAT) {
      if ((await watch.findDead(workers)).length > 0) return scene.now / 1000;
    }
    return Infinity;
  };
  return { scene, watch, deadAfter };
}

test.each<[string, ProcessState, ProcessState, number]>([
  ['when its lease has expired if its state is unknown', 'unknown', 'unknown', 135],
  ['when two heartbeats are missing if its job has ended', 'unknown', 'ended', 45],
  ['after five leases if the scheduler says that its job runs', 'unknown', 'runs', 615],
  ['at once if its process has ended', 'ended', 'runs', 0],
  ['when its lease has expired and its process hangs', 'runs', 'runs', 135],
])('a silent worker is dead %s', async (_, process, job, seconds) => {
  const { scene, deadAfter } = watching();
  Object.assign(scene, { process, job });
  expect(await deadAfter()).toBe(seconds);
});

test('a worker with a heartbeat lives, whatever the state of its job, and nothing is queried', async () => {
  const { scene, watch } = watching();
  scene.job = 'ended';
  for (; scene.now < 10 * LEASE; scene.now += BEAT) {
    scene.mark = scene.now;
    expect(await watch.findDead(['7'])).toEqual([]);
  }
  expect(scene.asked).toEqual([]);
});

test('the state of a job does not decide about two workers of it', async () => {
  const { scene, deadAfter } = watching();
  scene.job = 'runs';
  expect(await deadAfter(['7', '7.1'])).toBe(135);
  expect(scene.asked).toEqual([]);
});

test('a worker whose lease is not visible yet is not dead', async () => {
  const { scene, deadAfter } = watching();
  scene.mark = undefined;
  scene.job = 'ended';
  expect(await deadAfter()).toBe(Infinity);
});

test.each([
  '',
  'null',
  '{"format":"psyrun-lease"',
  '{"format":"psyrun-lease","version":2,"checksum":"0',
])(
  'of a worker with the damaged lease %j nothing is known, and its heartbeat decides',
  async (lease) => {
    const { scene, deadAfter } = watching();
    scene.lease = lease;
    expect(await deadAfter()).toBe(135);
    expect(scene.owners[0]).toEqual({});
  },
);
