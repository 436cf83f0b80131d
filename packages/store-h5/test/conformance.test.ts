import { describe, expect, test } from '@jest/globals';
import { describeStore } from '@psyrun/testkit';
import { H5Store } from '../src/index.ts';

describeStore({ describe, test, expect }, 'H5Store', () => new H5Store());
