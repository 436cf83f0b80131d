import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { bad, doubtful, good, type Line } from '../../src/terminal/line.ts';
import { consoleOf, WARNING } from '../../src/terminal/console.ts';

const PACKAGES = join(import.meta.dirname, '../../..');
/** Code that writes to a terminal without the console, or makes control sequences. */
const PAST =
  /process\.std(?:out|err)|\bconsole\.(?:log|info|warn|debug|table|trace|dir)\b|styleText|\\x1b|\\u001b|writeSync\([12],|stdio: '?inherit/i;

function pastTheConsole(name: string): string[] {
  return readdirSync(join(PACKAGES, name, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/terminal\/(?:console|paint|screen)\.ts$/.test(file))
    .filter((file) => PAST.test(readFileSync(file, 'utf8').replace(/\/\*\*[^]*?\*\//g, '')));
}

test('commands and operations write to a terminal through the console alone', () => {
  expect(['cli', 'operations'].flatMap(pastTheConsole)).toEqual([]);
});

test('a line is one line without control sequences, in every way out', () => {
  let sent = '';
  const write = (text: string): void => void (sent += text);
  const console = consoleOf({
    writeOut: write,
    writeError: write,
    isLive: true,
    width: 80,
    ask: async (question) => (write(question), true),
  });
  const text = 'a\x1b[2J\x9b\r\n\u202eb\ud83d';
  const shown = 'a\\x1b[2J\\x9b\\r\\n\\u202eb\\ud83d';
  console.out(text);
  expect(sent).toBe(`${shown}\n`);
  sent = '';
  console.error(text, WARNING);
  expect(sent).toContain(`Warning:`);
  expect(sent.endsWith(` ${shown}\n`)).toBe(true);
  sent = '';
  console.json(JSON.stringify({ text }));
  expect(sent).toBe(`{"text":"a\\u001b[2J\\u009b\\r\\n\\u202eb\\ud83d"}\n`);
  expect(JSON.parse(sent)).toEqual({ text });
  sent = '';
  console.live!(text);
  expect(sent).toBe(`\r${shown}\x1b[K`);
  sent = '';
  void console.confirm!(text);
  expect(sent).toBe(shown);
});

test('emoji of several characters, accents and tabs are kept', () => {
  let sent = '';
  const { out } = consoleOf({
    writeOut: (text) => (sent += text),
    writeError: () => undefined,
    isLive: false,
    width: 80,
  });
  const text = '👩\u200d👩\u200d👧 ❤\ufe0f 👩🏽\u200d🔬 e\u0301 漢\tz';
  out(text);
  expect(sent).toBe(`${text}\n`);
  sent = '';
  out('x'.repeat(10_001));
  expect(sent).toBe(`${'x'.repeat(10_000)}… (10001 characters)\n`);
});

test('each stream has its own colours, and nothing else of a line changes', () => {
  const sent = { out: '', error: '' };
  const console = consoleOf({
    writeOut: (text) => void (sent.out += text),
    writeError: (text) => void (sent.error += text),
    paintOut: (text, meaning) => `<${meaning}>${text}</>`,
    isLive: false,
    width: 80,
  });
  const line: Line = ['\x1b', good('2 done'), ', ', bad('1\x1b failed'), doubtful(', 0', false)];
  console.out(line);
  console.json('{}');
  console.error(line, WARNING);
  expect(sent).toEqual({
    out: '\\x1b<good>2 done</>, <bad>1\\x1b failed</>, 0\n{}\n',
    error: 'Warning: \\x1b2 done, 1\\x1b failed, 0\n',
  });
});
