import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';

/** Puts the stand-ins for sqsub, sqjobs and sqkill at the front of PATH for the tests of a file. */
export function standInForSqsub() {
  const path = process.env.PATH;
  let state;
  beforeAll(() => {
    state = mkdtempSync(join(tmpdir(), 'psyrun-sqsub-'));
    process.env.SQSUB_STATE = state;
    process.env.PATH = `${import.meta.dirname}:${path}`;
  });
  afterAll(() => {
    const end = 'for job in $(sqjobs | tail -n +3 | cut -c1-6); do sqkill "$job"; done';
    execFileSync('/bin/sh', ['-c', end], { stdio: 'pipe', env: process.env });
    process.env.PATH = path;
    delete process.env.SQSUB_STATE;
    rmSync(state, { recursive: true });
  });
}
