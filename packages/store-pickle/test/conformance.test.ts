import { describe, expect, test } from '@jest/globals';
import { describeStore } from '@psyrun/testkit';
import { PickleStore } from '../src/pickle-store.ts';

describeStore({ describe, test, expect }, 'PickleStore', () => new PickleStore());
