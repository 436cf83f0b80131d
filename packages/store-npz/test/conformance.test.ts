import { describe, expect, test } from '@jest/globals';
import { describeStore } from '@psyrun/testkit';
import { NpzStore } from '../src/index.ts';

describeStore({ describe, test, expect }, 'NpzStore', () => new NpzStore());
