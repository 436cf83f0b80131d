import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findPlugins } from '@psyrun/task';
import { ofCommand } from '../measure/command.ts';
import { inFolder } from '../measure/folder.ts';
import { psy } from '../measure/psy.ts';
import { pythonProgram } from '../measure/python.ts';
import { at, atMostTimes } from '../table/goals.ts';
import type { Line, Peer } from '../table/line.ts';

const group = 'Starting';
const files = { group, unit: 'task files', sizes: [1, 20, 100] };

const BARE_NODE: Peer = {
  name: 'bare Node',
  command: () => ofCommand(process.execPath, ['-e', '0'], '/'),
};

const TASK = {
  mjs: `import { param, range } from '@psyrun/pspace';
export const pspace = param({ x: range(100) });
export const execute = () => ({ y: 1 });`,
  py: `import json, math
from psyrun import Param
pspace = Param(x=range(2000))
def execute(x):
    return {'y': x * x + 0.5}`,
} as const;

const list = (language: keyof typeof TASK) => ({
  command: (count: number) =>
    inFolder((folder) => {
      mkdirSync(join(folder, 'psy-tasks'));
      for (let i = 0; i < count; i++) {
        writeFileSync(join(folder, 'psy-tasks', `task_t${i}.${language}`), TASK[language]);
      }
      return psy(folder, 'list');
    }),
});

/** Number of installed packages that are plug-ins. */
const PLUGINS = 12;
const HOST = join(import.meta.dirname, '../../packages/psyrun/dist');

/** Writes a project that declares all installed packages. */
function writeProject(packages: number): void {
  const names = Array.from({ length: packages }, (_, i) =>
    i < PLUGINS
      ? `psyrun-store-${i}`
      : i % 3 === 0
        ? `@scope-${i % 40}/package-${i}`
        : `package-${i}`,
  );
  const dependencies = Object.fromEntries(names.map((name) => [name, '^1.0.0']));
  write('package.json', { name: 'project', version: '1.0.0', dependencies });
  for (const [i, name] of names.entries()) {
    const psyrun = { contract: 1, stores: { [`.s${i}`]: './index.js#Store' } };
    const manifest = { name, version: '1.0.0', exports: './index.js' };
    write(`node_modules/${name}/package.json`, i < PLUGINS ? { ...manifest, psyrun } : manifest);
  }
}

function write(path: string, content: object): void {
  const file = join('project', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}

export const STARTING: readonly Line[] = [
  {
    ...{ group, unit: 'time', sizes: [1] },
    name: 'psy --help',
    ours: { command: () => inFolder((folder) => psy(folder, '--help')) },
    peers: [BARE_NODE],
  },
  {
    ...files,
    name: 'psy list',
    ours: list('mjs'),
    peers: [BARE_NODE],
    goals: [at(1, atMostTimes(1, 'bare Node', 0.06))],
    former: [{ size: 1, then: 'bare Node + 0.05 s to 0.1 s' }],
  },
  {
    ...files,
    name: 'psy list, in Python',
    ours: list('py'),
    peers: [BARE_NODE, { name: 'bare Python', ...pythonProgram('json', 'import json, math') }],
  },
  {
    ...{ group, unit: 'packages', sizes: [100, 1000, 10_000] },
    name: 'find the plug-ins among installed packages',
    ours: {
      work(count) {
        writeProject(count);
        return () => findPlugins('project/psy-tasks', HOST);
      },
    },
    peers: [BARE_NODE],
  },
];
