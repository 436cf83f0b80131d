import { describe, expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { describeBackend } from '@psyrun/testkit';
import { LoadBalancingBackend } from '../src/index.ts';

const store = { module: import.meta.resolve('@psyrun/store-pickle'), export: 'PickleStore' };

describeBackend(
  { describe, test, expect },
  'LoadBalancingBackend',
  (task) => new LoadBalancingBackend(task),
  { pspace: param({ x: range(7) }), store },
);
