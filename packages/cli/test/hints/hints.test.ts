import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ELSEWHERE } from './elsewhere.ts';
import type { Scene } from './scene.ts';
import { SCENES } from './scenes.ts';
import { Situation } from './situation.ts';
import { adviceOfErrorsPage, advisingTexts, commandsIn } from './texts.ts';
import { importedBeside, isCalled, testTitles } from './tests-elsewhere.ts';

const ROOT = join(import.meta.dirname, '../../../..');

describe('advice with a command', () => {
  test('each text in the sources has a scene or a test elsewhere', () => {
    const elsewhere = Object.keys(ELSEWHERE).filter((text) => !text.startsWith('PSYRUN_'));
    const known = [...SCENES.flatMap(({ texts }) => texts), ...elsewhere];
    expect(advisingTexts()).toEqual([...new Set(known)].sort());
  });

  test('each command on the page of errors has a scene', () => {
    const known = SCENES.flatMap(({ page = [] }) => page);
    const elsewhere = Object.keys(ELSEWHERE).filter((text) => text.startsWith('PSYRUN_'));
    expect(adviceOfErrorsPage().filter((line) => ![...known, ...elsewhere].includes(line))).toEqual(
      [],
    );
  });

  test('each command of a text is followed in its scene', () => {
    const left = SCENES.flatMap(({ name, texts, page = [], follow }) =>
      [...texts, ...page].flatMap(commandsIn).flatMap((command) => {
        const words = command.split(' ').slice(1);
        const isFollowed = follow.some(([line]) => {
          const given = line.split(' ');
          return words.every((word) => given.includes(word));
        });
        return isFollowed ? [] : [`${name}: ${command}`];
      }),
    );
    expect(left).toEqual([]);
  });

  test('a test elsewhere is there, is run, and its file follows the commands', () => {
    const wrong = Object.entries(ELSEWHERE).flatMap(([text, [file, title]]) => {
      const code = readFileSync(join(ROOT, file), 'utf8');
      if (!testTitles(code).includes(title)) return [`${file} has no test '${title}'`];
      const called = `${code}${importedBeside(join(ROOT, file))}`;
      const words = commandsIn(text).flatMap((command) => command.split(' ').slice(1));
      const missing = [...new Set(words)].filter((word) => !isCalled(word, called));
      return missing.length === 0 ? [] : [`${file} does not call ${missing.join(' ')}: ${text}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe('psy keeps what it promises', () => {
  let at: Situation;
  afterEach(() => at.project.remove());

  test.each(SCENES.map((scene) => [scene.name, scene] as const))('%s', async (_name, scene) => {
    at = new Situation();
    await follow(scene);
  });

  async function follow({ texts, make, mend, follow: lines }: Scene): Promise<void> {
    const said = await make(at);
    for (const text of texts) expect(said).toMatch(asPattern(text));
    mend?.(at);
    for (const [line, status, folder] of lines) {
      const outcome = await at.psy(line, folder);
      expect({ line, ...outcome, said: outcome.status === status ? '' : outcome.said }).toEqual({
        line,
        status,
        said: '',
      });
    }
  }
});

test('a key is excluded after its value was refused, and each row is evaluated once', async () => {
  const scene = SCENES.find(({ name }) => name.startsWith('a value'))!;
  const at = new Situation();
  await scene.make(at);
  scene.mend!(at);
  expect((await at.psy('run -c -q -j 1')).status).toBe(0);
  expect(at.project.read('evaluated')).toBe('xxxx');
  at.project.remove();
});

function asPattern(text: string): RegExp {
  const parts = text.trim().split('…');
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*?'));
}
