import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { blocksOf, type Block } from '../../snippets/documents/blocks.ts';
import { follow } from '../../snippets/documents/follow.ts';
import { Shell } from '../../snippets/documents/shell.ts';
import { stepsOf } from '../../snippets/documents/steps.ts';
import type { LoopbackRegistry } from '../src/loopback-registry.ts';
import { WORKSPACE } from '../src/pack.ts';
import { UserProject } from '../src/user-project.ts';
import { packedRegistry } from './fixtures/packed-registry.ts';

// The chapter on writing a plug-in, followed to the letter: its files are written and its commands
// typed, in the order of the text, in one shell that starts in an empty folder.

let registry: LoopbackRegistry;
let project: UserProject;
let shell: Shell;
beforeAll(async () => {
  registry = await packedRegistry();
  project = new UserProject(registry);
  shell = new Shell(project.folder, project.env);
});
afterAll(async () => {
  shell.close();
  project.remove();
  await registry.close();
});

const blocks = blocksOf(join(WORKSPACE, 'docs/guide/extending.md'));

test('the chapter on writing a plug-in works to the letter', async () => {
  const done = { files: 0, commands: 0 };
  for (const block of blocks) {
    const path = /file=(\S+)/.exec(block.info)?.[1];
    if (path !== undefined) {
      save(path, block);
      done.files++;
    } else if (block.language === 'console') done.commands += await type(block);
  }
  expect(done).toEqual({ files: 4, commands: 13 });
});

function save(path: string, { lines }: Block): void {
  const file = join(project.folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

/** Its commands are marked for other readers of the chapter, who have no registry. */
async function type(block: Block): Promise<number> {
  const steps = stepsOf({ ...block, info: block.info.replace('no-run', '') });
  for (const step of steps) await follow(step, shell, project.folder);
  return steps.length;
}
