import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import * as psyrun from '../src/index.ts';

test('the example of the README is written with what is exported', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, names] = /import \{ (.+) \} from 'psyrun';/.exec(readme)!;
  for (const name of names!.split(', ')) expect(psyrun).toHaveProperty(name);
});

/** Everything that users need, and nothing else. */
const NAMES = [
  'DistributeBackend',
  'H5Store',
  'ImmediateRun',
  'LoadBalancingBackend',
  'NpzStore',
  'Pbs',
  'PickleStore',
  'PsyrunError',
  'Scalar',
  'Sge',
  'Slurm',
  'Space',
  'Sqsub',
  'WorkerPool',
  'arange',
  'asSpace',
  'autodetectStore',
  'batchSize',
  'choice',
  'command',
  'concatTables',
  'defineTask',
  'dictConcat',
  'float',
  'freeze',
  'fromTable',
  'functionAddress',
  'geomspace',
  'getResult',
  'hashSpace',
  'isNdArray',
  'isPsyrunError',
  'isScalar',
  'latinHypercube',
  'linspace',
  'logUniform',
  'logspace',
  'mapPspace',
  'mapPspaceHddBacked',
  'mapPspaceParallel',
  'missing',
  'ndArray',
  'normal',
  'openProject',
  'param',
  'product',
  'python',
  'r',
  'range',
  'resultOf',
  'rowCount',
  'rowId',
  'rowOf',
  'rowSeed',
  'rowsOf',
  'sobol',
  'tableOf',
  'thaw',
  'uniform',
  'worker',
];

test('these values are exported, and no others', () => {
  expect(Object.keys(psyrun).sort()).toEqual(NAMES);
});
