import type { ParameterSpace } from '@psyrun/core';
import { sha256, toHex } from '@psyrun/core';
import { freeze } from './freeze.ts';

export function hashSpace(space: ParameterSpace): string {
  return toHex(sha256(new TextEncoder().encode(JSON.stringify(freeze(space))))).slice(0, 32);
}
