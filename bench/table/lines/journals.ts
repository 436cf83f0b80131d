import { join } from 'node:path';
import { openJournal, scanJournal } from '@psyrun/journal';
import type { Line } from '../line.ts';
import { ofPython } from '../measure.ts';
import { inFolder } from '../psy.ts';

const rows = { group: 'Journals', unit: 'rows', sizes: [1e4, 1e5, 1e6], quick: [2e4, 1e5] };

const JSON_LINES = `
import json, math, sys
with open(sys.argv[2] + "/rows", "w") as file:
    for i in range(int(sys.argv[1])):
        file.write(json.dumps({"radius": i / 3, "trial": i, "area": math.sqrt(i)}) + "\\n")
`;

async function append(file: string, count: number): Promise<void> {
  const journal = await openJournal(file, {});
  for (let index = 0; index < count; index++) {
    const row = { radius: index / 3, trial: index, area: Math.sqrt(index) };
    journal.append({ kind: 'done', index, attempt: 1, startedAt: 1.7e12, duration: 0.5, row });
  }
  await journal.close();
}

/** Resolves to the seconds of CPU of this process. */
async function cpuOf(work: () => Promise<unknown>) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6 };
}

export const JOURNALS: readonly Line[] = [
  {
    ...rows,
    name: 'append rows',
    ours: (count) => inFolder((folder) => cpuOf(() => append(join(folder, 'rows'), count))),
    peer: {
      name: 'JSON lines',
      measure: (count) => inFolder((at) => ofPython('json', JSON_LINES, [String(count), at])),
    },
  },
  {
    ...rows,
    name: 'scan rows',
    ours: (count) =>
      inFolder(async (folder) => {
        await append(join(folder, 'rows'), count);
        return cpuOf(() => scanJournal(join(folder, 'rows'), () => undefined));
      }),
  },
];
