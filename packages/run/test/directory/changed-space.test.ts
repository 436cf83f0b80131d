import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { isPsyrunError } from '@psyrun/core';
import { encodeDocument, type DocumentKind } from '@psyrun/files/documents';
import { param } from '@psyrun/pspace';
import { mergeRun, prepareRun, readStatus, type WorkDirectory } from '../../src/index.ts';
import { jobContext, newFolder, record, taskIn } from '../fixtures.ts';
import { makeStore } from '../make-store.ts';

const KIND = { name: 'run', version: 2 } as DocumentKind<object>;
const space = param({ x: [10, 11, 12, 13], name: ['a', 'b', 'c', 'd'] });
const grown = param({ x: [10, 11, 12, 13, 14], name: ['a', 'b', 'c', 'd', 'e'] });
const moved = param({ x: [14, 10, 11, 12, 13], name: ['e', 'a', 'b', 'c', 'd'] });
const FLIPS = 108;

/** Changes one bit of the frozen space in a description of a run. Its checksum is computed again. */
function flip(file: string, place: number): boolean {
  const {
    format: _f,
    version: _v,
    checksum: _c,
    ...content
  } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> & {
    space: { frozen: unknown };
  };
  const bytes = Buffer.from(JSON.stringify(content.space.frozen));
  const bit = Math.floor((8 * bytes.length * place) / FLIPS);
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  try {
    const frozen = JSON.parse(bytes.toString()) as object;
    writeFileSync(file, encodeDocument(KIND, { ...content, space: { ...content.space, frozen } }));
    return true;
  } catch {
    return false; // It is no JSON any more, which reading finds.
  }
}

/** Resolves to the code of an error; undefined if there was none. */
async function codeOf(action: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (isPsyrunError(error)) return error.code;
    throw error;
  }
}

async function evaluateRest(directory: WorkDirectory, of: typeof space, from: number) {
  const rest = Object.fromEntries(
    Array.from({ length: of.length - from }, (_, i) => [from + i, i]),
  );
  await record(directory, 7, of, rest);
}

test.each([
  ['run.json', space, 'run', 0],
  // The present space begins with the kept one, which is not read then.
  ['kept/1.json, with which the present one begins,', grown, 'kept', 0],
  ['kept/1.json, whose rows have moved,', moved, 'kept', 10],
] as const)(
  'one changed bit in the space of %s certifies nothing wrong',
  async (_name, now, which, least) => {
    let refused = 0;
    for (let place = 0; place < FLIPS; place++) {
      const folder = newFolder();
      const first = taskIn(folder, space);
      const { directory, run } = await prepareRun(first, { continue: false });
      await record(directory, 0, space, { 0: 0, 1: 1 }, run);
      const task = taskIn(folder, now);
      if (which === 'kept') await prepareRun(task, { continue: true });
      if (!flip(which === 'kept' ? directory.keptRun(1) : directory.run, place)) continue;
      const code = await codeOf(async () => {
        await prepareRun(task, { continue: true });
        await evaluateRest(directory, now, 0);
        await mergeRun({ workdir: task.workdir }, jobContext);
      });
      if (code !== undefined) refused++;
      const complete = await readStatus(task).then(
        (status) => status.complete,
        () => false,
      );
      if (complete) {
        const table = await (await makeStore()).load(task.resultfile);
        expect({ place, x: [...table['x']!] }).toEqual({ place, x: [...now].map(({ x }) => x) });
      } else expect({ place, code }).toEqual({ place, code: expect.stringMatching(/^PSYRUN_/) });
    }
    // Not every flip is harmless, so the test has something to find.
    expect(refused).toBeGreaterThanOrEqual(least);
  },
);
