import { afterEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, type CommandOptions } from '../src/command/command.ts';
import { commandEvaluator, type CommandAddress } from '../src/command/command-evaluator.ts';

/** That of `PATH` may be a script that looks for the interpreter, which takes long. */
const PYTHON = '/usr/bin/python3';
const folders: string[] = [];

afterEach(() => {
  delete process.env['PSYRUN_WORKDIR'];
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-command-'));
  folders.push(folder);
  return folder;
}

async function evaluated(
  words: string[],
  row: object,
  options: CommandOptions = {},
): Promise<unknown> {
  const folder = newFolder();
  process.env['PSYRUN_WORKDIR'] = join(folder, 'work');
  const address = (await command(words, options).locate(folder)) as unknown as {
    options: CommandAddress;
  };
  return await commandEvaluator(address.options).evaluate(row as Record<string, unknown>, 7);
}

test('{index} is the place of a row, unless a parameter has this name', async () => {
  const words = [PYTHON, '-c', PRINT, '--out={index}.csv'];
  expect(command(words).requires).toEqual([]);
  expect(await evaluated(words, {})).toEqual({ got: ['--out=7.csv'] });
  expect(await evaluated(words, { index: 'a' })).toEqual({ got: ['--out=a.csv'] });
});

const work = () => join(folders[0]!, 'work');
const PRINT = 'import json, sys; print(json.dumps({"got": sys.argv[1:]}))';

test('values reach the command as they are, without a shell', async () => {
  const odd = `a b"c'd\n$HOME;\`e\` * \\`;
  const row = { odd, n: 0.1, i: 3, big: 10n ** 20n, flag: true, list: [1, 'x'], zero: -0 };
  const words = ['{odd}', '--n={n}', '{i}{i}', '{big}', '{flag}', '{list:json}', '{zero}'];
  expect(await evaluated([PYTHON, '-c', PRINT, ...words], row)).toEqual({
    got: [odd, '--n=0.1', '33', '100000000000000000000', 'true', '[1,"x"]', '-0'],
  });
});

test('a shell gets values in quotes', async () => {
  const odd = `a b"c'd\n$HOME;\`e\` * \\`;
  const line = `${PYTHON} -c '${PRINT}' {odd} | cat`;
  expect(await evaluated([line], { odd }, { shell: true })).toEqual({ got: [odd] });
});

test('braces that name nothing stay, and doubled braces stand for themselves', async () => {
  const words = ['{}', '{ x }', '{1..3}', '${x}', '{{x}}', '{"a": 1}'];
  expect(await evaluated([PYTHON, '-c', PRINT, ...words], { x: 5 })).toEqual({
    got: ['{}', '{ x }', '{1..3}', '$5', '{x}', '{"a": 1}'],
  });
});

test('the names of parameters are known before anything runs', () => {
  const words = ['model', '--r={radius}', '{n:json}', '{dir}', '{{plain}}'];
  expect(command(words, { results: { file: '{dir}/{name}.json' } }).requires).toEqual([
    'radius',
    'n',
    'name',
  ]);
});

test('a name that is no parameter fails', async () => {
  await expect(evaluated(['true', '{raduis}'], { radius: 1 })).rejects.toMatchObject({
    code: 'PSYRUN_ARGUMENT',
    message: expect.stringMatching(
      /\{raduis\}, which is no parameter\. The parameters are: radius\./,
    ),
  });
});

test.each([
  [
    ['sh', '-c', 'echo almost; echo why >&2; exit 3'],
    /^The command failed\. It ended with exit code 3\./,
    /almost\nwhy|why\nalmost/,
  ],
  [['sh', '-c', 'kill -SEGV $$'], /It ended by the signal SIGSEGV\./, /^\$ sh/],
  [['echo', 'done'], /JSON was expected in its last line, but: .*/, /\ndone$/],
  [['true'], /It printed nothing, and its last line has to be JSON\./, /^\$ true$/],
  [['echo', '[1]'], /A JSON object was expected in its last line/, /\[1\]$/],
  [
    ['/no/such/program'],
    /It did not start: there is no program "\/no\/such\/program"/,
    /^\$ \/no\/such\/program$/,
  ],
])('%j fails with the end of what it printed', async (words, message, stack) => {
  await expect(evaluated(words, {})).rejects.toMatchObject({
    code: 'PSYRUN_COMMAND',
    message: expect.stringMatching(message),
    stack: expect.stringMatching(stack),
  });
});

test('a very long output is no problem, and the error has its end', async () => {
  const flood = 'for i in range(20000): print("x" * 1000)\n';
  const row = await evaluated([PYTHON, '-c', `${flood}print('{"y": 1}')`], {});
  expect(row).toEqual({ y: 1 });
  const failed = evaluated([PYTHON, '-c', `${flood}print("the end"); exit(1)`], {});
  const { stack } = await failed.then(
    () => ({ stack: '' }),
    (error: Error) => error as { stack: string },
  );
  expect(stack).toMatch(/x{1000}\nthe end$/);
  expect(stack.length).toBeLessThan(6000);
});

test('results of a file; the folder of the row is removed, and kept if the row fails', async () => {
  const script = 'echo \'{"y": 2}\' > "$0/out.json"; exit $1';
  const options = { results: { file: '{dir}/out.json' } };
  expect(await evaluated(['sh', '-c', script, '{dir}', '0'], {}, options)).toEqual({ y: 2 });
  expect(readdirSync(work())).toEqual([]);
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true }));
  const failed = evaluated(['sh', '-c', script, '{dir}', '1'], {}, options);
  await expect(failed).rejects.toMatchObject({ code: 'PSYRUN_COMMAND' });
  const [kept] = readdirSync(work());
  expect(readFileSync(join(work(), kept!, 'out.json'), 'utf8')).toBe('{"y": 2}\n');
  await expect(failed).rejects.toThrow(`Its files are in ${join(work(), kept!)}.`);
});

test('a result file that is not there', async () => {
  await expect(
    evaluated(['true'], {}, { cwd: 'row', results: { file: 'out.json' } }),
  ).rejects.toThrow(
    /The command failed\. It did not write .*row-\w+\/out\.json\. Its files are in/,
  );
});

test('results of a CSV file: one line are values, several are lists', async () => {
  const write = (text: string) => ['sh', '-c', 'printf "$0" > out.csv', text];
  const options = { cwd: 'row', results: { file: 'out.csv' } } as const;
  expect(await evaluated(write('a,b,"c ""d"""\n1,x y,nan\n'), {}, options)).toEqual({
    ...{ a: 1, b: 'x y', 'c "d"': NaN },
  });
  expect(await evaluated(write('a,b\n1,x\n12345678901234567890,\n'), {}, options)).toEqual({
    ...{ a: [1, 12345678901234567890n], b: ['x', ''] },
  });
  await expect(evaluated(write('a,b\n1\n'), {}, options)).rejects.toThrow(
    /Line 2 of .* has 1 fields, not 2/,
  );
});

test('results of named groups', async () => {
  const options = { results: { columns: /mean = (?<mean>\S+), (?<word>\w+)/ } };
  expect(await evaluated(['echo', 'mean = -1.5e-3, fine'], {}, options)).toEqual({
    mean: -0.0015,
    word: 'fine',
  });
  await expect(evaluated(['echo', 'nothing'], {}, options)).rejects.toThrow(
    /Nothing in its output matches/,
  );
});

test('the row as standard input and as environment', async () => {
  const row = { 'x-1': 0.5, big: 10n ** 20n, list: Float64Array.of(1, 2) };
  expect(await evaluated(['cat'], row, { stdin: 'row-json' })).toEqual({
    ...{ 'x-1': 0.5, big: 1e20, list: [1, 2] },
  });
  const script = 'echo "{\\"y\\": $PSY_X_1}"';
  expect(await evaluated(['sh', '-c', script], { 'x-1': 0.5 }, { env: true })).toEqual({ y: 0.5 });
});

test('a process that is left behind delays nobody', async () => {
  const script = "sleep 1000 & echo '{\"pid\": '$!'}'";
  const { pid } = (await evaluated(['sh', '-c', script], {})) as { pid: number };
  process.kill(pid, 'SIGKILL');
});

test('files that the words name are code, by their bytes', async () => {
  const folder = newFolder();
  const model = join(folder, 'model.sh');
  writeFileSync(model, 'echo 1');
  const before = await command(['sh', 'model.sh', '{x}']).code!(folder);
  expect(Object.keys(before)).toEqual([model]);
  writeFileSync(model, 'echo 2');
  expect(await command(['sh', 'model.sh', '{x}']).code!(folder)).not.toEqual(before);
  expect(existsSync(model)).toBe(true);
});

test.each([
  [() => command([]), /at least one word/],
  [() => command(['a', 'b'], { shell: true }), /one text/],
  [() => command(['a'], { results: { columns: /x/ } }), /no named group/],
])('options that do not fit are refused', (make, message) => {
  expect(make).toThrow(message);
});
