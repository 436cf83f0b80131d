import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PsyrunError } from '@psyrun/core';
import { replaceFile, withWriteLock } from '@psyrun/files';
import type { FsckFile, Project } from '../../src/index.ts';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

let folder: ProjectFolder;
let project: Project;
beforeEach(async () => {
  folder = new ProjectFolder({ broken: '' });
  const broken = JSON.stringify(folder.at('broken'));
  folder.write(
    'psy-tasks/task_t.js',
    taskOf(6, `if (n > 3 && existsSync(${broken})) throw new Error('no');`),
  );
  project = folder.open();
  await project.run('t');
  rmSync(folder.at('broken'), { force: true });
});

const work = (...names: string[]) => folder.at('psy-work/t', ...names);

async function wrong(repair = false): Promise<readonly FsckFile[]> {
  return (await project.fsck('t', { repair })).files.filter(({ state }) => state !== 'sound');
}

function flip(file: string, at: number): Buffer {
  const bytes = readFileSync(file);
  bytes[(at + bytes.length) % bytes.length]! ^= 1;
  writeFileSync(file, bytes);
  return bytes;
}

test('a directory after a run is sound, and every file of it is read', async () => {
  const { sound, repaired, files, rows } = await project.fsck('t');
  expect({ sound, repaired, rows }).toMatchObject({ sound: true, repaired: false });
  expect(files.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['run.json', 'ledger', 'in/0.json', 'out/0.journal', 't:process.json']),
  );
});

describe('a file that is damaged', () => {
  test.each(['run.json', 'ledger'])(
    '%s: is found, moved to damaged/, and the run goes on',
    async (file) => {
      const bytes = flip(work(file), -20);
      expect(await wrong()).toContainEqual(expect.objectContaining({ file, state: 'damaged' }));
      expect(readFileSync(work(file)).equals(bytes)).toBe(true);
      await wrong(true);
      expect(readFileSync(work('damaged', file)).equals(bytes)).toBe(true);
      expect((await project.run('t', { continue: true })).outcome).toBe('complete');
      expect((await project.fsck('t')).sound).toBe(true);
    },
  );

  test('a journal: its readable records are written again, and the damaged file is kept', async () => {
    const bytes = flip(work('out/0.journal'), 40);
    const [found] = await wrong();
    expect(found).toMatchObject({ file: 'out/0.journal', state: 'damaged' });
    const before = (await project.status('t')).done;
    const { repaired, rows } = await project.fsck('t', { repair: true });
    expect({ repaired, done: rows.done }).toEqual({ repaired: true, done: before });
    expect(readFileSync(work('damaged/out/0.journal')).equals(bytes)).toBe(true);
    expect((await project.fsck('t')).sound).toBe(true);
  });
});

test.each(['run.json.lock', 'run.json.lock.takeover', 'ledger.lock'])(
  'a lock that names no process: %s is told with what a person can do, and stays',
  async (file) => {
    writeFileSync(work(file), '{}');
    const { sound, repairable, files } = await project.fsck('t');
    expect({ sound, repairable }).toEqual({ sound: false, repairable: false });
    const problem = expect.stringMatching(/remove the lock file: rm -r '.*'$/);
    expect(files).toContainEqual({ file, state: 'damaged', problem });
    await project.fsck('t', { repair: true }).catch(({ message, code }: PsyrunError) => {
      expect(message).toContain('remove the lock file: rm -r');
      expect(code).toBe('PSYRUN_LOCK_DAMAGED');
    });
    expect(readFileSync(work(file), 'utf8')).toBe('{}');
    rmSync(work(file));
    expect((await project.fsck('t', { repair: true })).sound).toBe(true);
  },
);

test('a journal of another run is foreign, and moved away', async () => {
  const other = readFileSync(work('out/0.journal'));
  rmSync(work(), { recursive: true });
  await project.run('t');
  writeFileSync(work('out/0.journal'), other);
  expect(await wrong(true)).toMatchObject([{ file: 'out/0.journal', state: 'foreign' }]);
  expect(folder.has('psy-work/t/damaged/out/0.journal')).toBe(true);
});

describe('files of other runs in the place of those of a run', () => {
  let description: Buffer;
  beforeEach(async () => {
    const task = folder.read('psy-tasks/task_t.js');
    folder.write('psy-tasks/task_other.js', task);
    await project.run('other');
    folder.write('psy-tasks/task_t.js', task.replaceAll('n > 3', 'n > 7'));
    await project.run('t');
    description = readFileSync(work('run.json'));
    cpSync(work(), folder.at('saved'), { recursive: true });
  });

  function restoreWithout(which: RegExp): void {
    rmSync(work(), { recursive: true });
    cpSync(folder.at('saved'), work(), { recursive: true });
    for (const name of readdirSync(work())) if (which.test(name)) rmSync(work(name));
  }

  test('all journals: they are foreign, run.json is not if another file names its run', async () => {
    const [other, earlier] = [folder.at('psy-work/other/out'), folder.at('saved/previous/out')];
    for (const [from, lost] of [
      [other, /^t:/],
      [other, /^t:|^result/],
      [earlier, /^t:/],
      [earlier, /^result/],
    ] as const) {
      restoreWithout(lost);
      rmSync(work('out'), { recursive: true });
      cpSync(from, work('out'), { recursive: true });
      const journals = readdirSync(work('out'));
      expect(await wrong(true)).toMatchObject(
        journals.map((name) => ({ file: `out/${name}`, state: 'foreign' })),
      );
      expect(readFileSync(work('run.json')).equals(description)).toBe(true);
      expect(readdirSync(work('damaged/out'))).toEqual(journals);
      expect((await project.fsck('t')).sound).toBe(true);
    }
    expect((await project.run('t', { continue: true })).outcome).toBe('complete');
  });

  test('run.json: it is foreign, and the journals are not', async () => {
    for (const from of [folder.at('psy-work/other/run.json'), work('previous/run.json')]) {
      cpSync(from, work('run.json'));
      const found = await wrong();
      const isOfRun = ({ file }: FsckFile) => file === 'run.json' || file.endsWith('.journal');
      expect(found.filter(isOfRun)).toMatchObject([{ file: 'run.json', state: 'foreign' }]);
    }
  });
});

test('a temporary file is removed only if its process has certainly ended', async () => {
  const [host, ended] = [hostname(), `${hostname()}-4194305-`];
  const mine = basename(await temporaryOf(work('run.json')));
  const names = [
    mine.replace(`${host}-${process.pid}-`, ended),
    mine,
    mine.replace(`${host}-${process.pid}-`, 'elsewhere-4194305-'),
    // As earlier versions named them.
    `.t:split.json.${ended}1.tmp`,
  ];
  for (const name of names) writeFileSync(work(name), '');
  const { sound, files } = await project.fsck('t', { repair: true });
  expect(sound).toBe(true);
  const leftovers = files.filter(({ state }) => state === 'leftover');
  expect(leftovers.map(({ file }) => file).sort()).toEqual([names[0], names[3]]);
  expect(names.map((name) => folder.has(`psy-work/t/${name}`))).toEqual([
    ...[false, true, true, false],
  ]);
});

test('beside a running psy, it reads, but refuses to repair', async () => {
  flip(work('in/0.json'), -20);
  await withWriteLock(work('run.json'), async () => {
    expect(await wrong()).toContainEqual(expect.objectContaining({ file: 'in/0.json' }));
    await expect(project.fsck('t', { repair: true })).rejects.toMatchObject({
      code: 'PSYRUN_RUN_ACTIVE',
    });
  });
  expect(folder.has('psy-work/t/damaged')).toBe(false);
});

test('a task that was not run is sound', async () => {
  rmSync(work(), { recursive: true });
  expect(await project.fsck('t', { repair: true })).toMatchObject({ sound: true, files: [] });
});

/** Resolves to the name under which a file is written before it is complete. */
async function temporaryOf(file: string): Promise<string> {
  let temporary = '';
  const broken = new Error('broken');
  await replaceFile(file, async (target) => {
    temporary = target;
    throw broken;
  }).catch((error: unknown) => expect(error).toBe(broken));
  return temporary;
}
