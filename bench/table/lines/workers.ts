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

/** In a process of its own, so that its workers are counted. */
function inWorkers(count: number): Promise<Measured> {
  return inFolder((folder) => {
    const file = join(folder, 'square.mjs');
    const mapper = import.meta.resolve('@psyrun/mapper').replace('/src/index.ts', '/dist/index.js');
    const pspace = import.meta.resolve('@psyrun/pspace').replace('/src/index.ts', '/dist/index.js');
    writeFileSync(
      file,
      `import { functionAddress, mapPspaceParallel } from ${JSON.stringify(mapper)};
import { param, range } from ${JSON.stringify(pspace)};
export const square = ({ x }) => ({ y: x * x });
if (process.argv[2]) {
  const address = functionAddress(import.meta.url, 'square');
  await mapPspaceParallel(address, param({ x: range(Number(process.argv[2])) }), { poolSize: 2 });
}
`,
    );
    return ofCommand(process.execPath, [file, String(count)], folder);
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
