import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Submission } from '@psyrun/core';
import { ImmediateRun } from '../src/index.ts';

let folder: string;
let scheduler: ImmediateRun;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "psyrun immediate 'µ' "));
  scheduler = new ImmediateRun();
});
afterEach(async () => {
  await scheduler.close();
  rmSync(folder, { recursive: true });
});

function script(code: string, more: Partial<Submission> = {}): Submission {
  return {
    argv: [process.execPath, '-e', code, '%a'],
    log: join(folder, '%a.log'),
    name: 'test',
    dependsOn: [],
    evenIfFailed: false,
    tag: 'test',
    args: {},
    ...more,
  };
}

const stateOf = async (id: string) => (await scheduler.getStatus([id])).get(id)?.state;
const logOf = (index: number) => readFileSync(join(folder, `${index}.log`), 'utf8');

test('each job of an array has its own index and its own log', async () => {
  const id = await scheduler.submitArray([0, 3], script('console.log("job", process.argv[1])'));
  expect([logOf(0), logOf(3)]).toEqual(['job 0\n', 'job 3\n']);
  expect(await stateOf(id)).toBe('done');
});

test('the log gets standard output and errors, and is kept when a job runs again', async () => {
  const both = script('console.log("out"); console.error("err")');
  await scheduler.submitArray([1], both);
  await scheduler.submitArray([1], both);
  expect(logOf(1)).toBe('out\nerr\nout\nerr\n');
});

test('one failed job of an array fails the array, and the others run', async () => {
  const id = await scheduler.submitArray(
    [0, 1, 2],
    script('process.exit(process.argv[1] === "1" ? 5 : 0)'),
  );
  expect(await stateOf(id)).toBe('failed');
});

test('a job does not start if its dependency failed', async () => {
  const failed = await scheduler.submit(script('process.exit(1)', { log: join(folder, '0.log') }));
  const after = await scheduler.submit(
    script('console.log("ran")', { log: join(folder, '1.log'), dependsOn: [failed] }),
  );
  expect(await stateOf(after)).toBe('failed');
  expect(() => logOf(1)).toThrow('ENOENT');
  const last = await scheduler.submit(
    script('console.log("ran")', {
      log: join(folder, '2.log'),
      dependsOn: [after],
      evenIfFailed: true,
    }),
  );
  expect(await stateOf(last)).toBe('done');
  expect(logOf(2)).toBe('ran\n');
});

test('scheduler objects do not share failures', async () => {
  const failed = await scheduler.submit(script('process.exit(1)', { log: join(folder, '0.log') }));
  const other = new ImmediateRun();
  expect((await other.getStatus([failed])).get(failed)?.state).toBe('unknown');
});

test('at most `throttle` jobs run in this process at the same time, and they share resources', async () => {
  let running = 0;
  let most = 0;
  let made = 0;
  let closed = 0;
  const id = await scheduler.submitArray([0, 1, 2, 3, 4], {
    ...script(''),
    throttle: 2,
    here: async (index, host) => {
      most = Math.max(most, ++running);
      expect(host.slots).toBe(2);
      host.share('pool', () => ({ close: async () => void closed++, number: ++made }));
      await new Promise((resolve) => setTimeout(resolve, 5));
      host.log(`index ${index}\n`);
      running--;
      return 0;
    },
  });
  expect([most, made, closed]).toEqual([2, 1, 0]);
  expect(await stateOf(id)).toBe('done');
  expect(logOf(4)).toBe('index 4\n');
  await scheduler.close();
  expect(closed).toBe(1);
});

test('a job in this process that throws fails, and its log has the error', async () => {
  const id = await scheduler.submitArray([0], {
    ...script(''),
    here: async () => {
      throw new Error('broken on purpose');
    },
  });
  expect(await stateOf(id)).toBe('failed');
  expect(logOf(0)).toContain('broken on purpose');
});

test('a log that cannot be written is named', async () => {
  const log = join(folder, 'full.log');
  symlinkSync('/dev/full', log);
  const here: Submission['here'] = async (_, host) => {
    host.log('started');
    return 0;
  };
  const submitted = scheduler.submitArray([0], { ...script(''), log, here });
  await expect(submitted).rejects.toThrow(`ENOSPC: no space left on device, write '${log}'`);
});

test('the log names a command that cannot be started', async () => {
  const id = await scheduler.submitArray([0], { ...script(''), argv: ['/no/such command'] });
  expect(await stateOf(id)).toBe('failed');
  expect(logOf(0)).toContain('/no/such command could not be started');
});

test('closing asks running jobs to stop and starts no others', async () => {
  const started: number[] = [];
  const submitted = scheduler.submitArray([0, 1], {
    ...script(''),
    throttle: 1,
    here: (index, { signal }) =>
      new Promise((resolve) => {
        started.push(index!);
        signal.addEventListener('abort', () => resolve(1));
        void scheduler.close();
      }),
  });
  expect(await stateOf(await submitted)).toBe('failed');
  expect(started).toEqual([0]);
});

test('a started command does not outlive a closed scheduler', async () => {
  const submitted = scheduler.submitArray([0], script('setInterval(() => {}, 1000)'));
  setTimeout(() => void scheduler.close(), 100);
  expect(await stateOf(await submitted)).toBe('failed');
});

test('jobs that are submitted after the scheduler was closed run, and those before are stopped', async () => {
  const seen: string[] = [];
  let begun!: () => void;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const first = scheduler.submitArray([0, 1], {
    ...script(''),
    throttle: 1,
    here: async (index, { signal }) => {
      begun();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      seen.push(`first ${index} stopped`);
      return 1;
    },
  });
  await hasBegun;
  await scheduler.close();
  const second = await scheduler.submit({
    ...script(''),
    here: async () => {
      seen.push('second');
      return 0;
    },
  });
  expect(await stateOf(await first)).toBe('failed');
  expect(await stateOf(second)).toBe('done');
  expect(seen.sort()).toEqual(['first 0 stopped', 'second']);
});
