import { inFolder } from '../measure/folder.ts';
import { psy } from '../measure/psy.ts';
import { inRecordedRun } from '../measure/recorded-run.ts';
import { writeTask } from '../measure/task-file.ts';
import { at, atMostSeconds, atMostTimes } from '../table/goals.ts';
import type { Line } from '../table/line.ts';
import { grid } from './reading.ts';

const MB = 1e6;
const rows = { group: 'Growing spaces', unit: 'rows', sizes: [1e4, 1e5, 1e6] };

/** The space with another value of its inner axis: 10 % more rows. */
const longer = (count: number) =>
  `product(param({ x: range(${count / 10}) }), param({ trial: range(11) }))`;
/** The new rows alone. */
const added = (count: number) =>
  `product(param({ x: range(${count / 10}) }), param({ trial: [10] }))`;

/** Measures the last command of some, on a recorded run whose space has grown by 10 %. */
const grown = (...commands: readonly (readonly string[])[]) => ({
  command: (count: number) =>
    inRecordedRun({ space: grid(count) }, async (folder) => {
      writeTask(folder, { space: longer(count) });
      for (const args of commands.slice(0, -1)) await psy(folder, ...args);
      return psy(folder, ...commands.at(-1)!);
    }),
});

const CONTINUE = ['run', '--continue', '--accept-changes', '--quiet'];
const ALONE = 'psy run of the new rows alone';

export const GROWING: readonly Line[] = [
  {
    ...rows,
    name: 'psy run -c after 10 % more rows',
    ours: grown(CONTINUE),
    peers: [
      {
        name: ALONE,
        command: (count) =>
          inFolder((folder) => {
            writeTask(folder, { space: added(count) });
            return psy(folder, 'run', '--quiet');
          }),
      },
    ],
    goals: [at(1e6, atMostTimes(1.3, ALONE, 3))],
    former: [{ size: 1e6, then: '33 s, 730 MB' }],
    limits: { memory: 600 * MB },
  },
  {
    ...rows,
    name: 'psy status, the task file has 10 % more rows',
    ours: grown(['status']),
    goals: [at(1e6, atMostSeconds(1))],
    limits: { memory: 256 * MB },
  },
  {
    ...rows,
    name: 'psy status, continued after 10 % more rows',
    ours: grown(CONTINUE, ['status']),
    former: [{ size: 1e6, then: '8 s, 575 MB' }],
    goals: [at(1e6, atMostSeconds(1))],
    limits: { memory: 256 * MB },
  },
];
