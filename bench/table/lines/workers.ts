import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapPspace } from '@psyrun/mapper';
import { param, range } from '@psyrun/pspace';
import type { Line, Measured } from '../line.ts';
import { ofCommand, ofPython } from '../measure.ts';
import { inFolder } from '../psy.ts';

const rows = { group: 'Rows', unit: 'rows', sizes: [1e4, 1e5, 1e6] };

const square = ({ x }: { readonly x: number }) => ({ y: x * x });

async function inThisProcess(count: number): Promise<Measured> {
  const before = process.cpuUsage();
  await mapPspace(square, param({ x: range(count) }));
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6 };
}

const compiled = (name: string): string =>
  JSON.stringify(import.meta.resolve(name).replace('/src/index.ts', '/dist/index.js'));

/** In a process of its own, so that its workers are counted. */
function inWorkers(count: number): Promise<Measured> {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'square.mjs'), 'export const square = ({ x }) => ({ y: x * x });');
    writeFileSync(
      join(folder, 'map.mjs'),
      `import { functionAddress, mapPspaceParallel } from ${compiled('@psyrun/mapper')};
import { param, range } from ${compiled('@psyrun/pspace')};
const square = functionAddress(new URL('square.mjs', import.meta.url).href, 'square');
await mapPspaceParallel(square, param({ x: range(${count}) }), { poolSize: 2 });
`,
    );
    return ofCommand(process.execPath, [join(folder, 'map.mjs')], folder);
  });
}

const LOOP = `
import sys
result = {"x": [], "y": []}
for x in range(int(sys.argv[1])):
    y = (lambda x: {"y": x * x})(x)
    result["x"].append(x); result["y"].append(y["y"])
`;
const JOBLIB = `
import sys
from joblib import Parallel, delayed
def square(x): return {"y": x * x}
Parallel(n_jobs=2)(delayed(square)(x) for x in range(int(sys.argv[1])))
`;

export const WORKERS: readonly Line[] = [
  {
    ...rows,
    name: 'mapPspace',
    ours: inThisProcess,
    peer: { name: 'Python loop', measure: (count) => ofPython('sys', LOOP, [String(count)]) },
  },
  {
    ...rows,
    name: 'mapPspaceParallel, 2 workers',
    ours: inWorkers,
    peer: { name: 'joblib', measure: (count) => ofPython('joblib', JOBLIB, [String(count)]) },
  },
];
