import { describe, expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { describeBackend } from '@psyrun/testkit';
import { DistributeBackend } from '../src/index.ts';

const store = { module: import.meta.resolve('@psyrun/store-pickle'), export: 'PickleStore' };

describeBackend(
  { describe, test, expect },
  'DistributeBackend',
  (task) => new DistributeBackend(task),
  { pspace: param({ x: range(7) }), store },
);
