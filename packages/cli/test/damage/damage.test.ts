import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { COMMANDS, DamagedProject, type Answer, type CommandName } from './damaged-project.ts';
import { changedBit, WHOLE, type Damage } from './damages.ts';
import { draw } from '../fixtures/draw.ts';
import { SCENES, type Scene } from './scenes.ts';

/** All commands for all damages with 200 changed bits; otherwise some of them. */
const ALL = process.env['PSYRUN_DAMAGE'] === 'all';
const BITS = ALL ? 200 : 3;
jest.setTimeout(ALL ? 24 * 3_600_000 : 300_000);

const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];
/** These commands evaluate rows, which takes much longer than reading. */
const isSlow = (command: CommandName) => command.startsWith('run');

/** Returns the damages of a file, each with the commands that read the file then. */
function trials(scene: Scene, file: string): [Damage, readonly CommandName[]][] {
  const seed = `${scene.name} ${file}`;
  const bits = Array.from({ length: BITS }, (_, i) => changedBit(draw(`${seed} ${i}`)));
  return [...WHOLE, ...bits].map((damage): [Damage, readonly CommandName[]] => {
    const chosen = COMMAND_NAMES.filter((command) => {
      const odds = isSlow(command) ? 0.08 : 0.4;
      return ALL || draw(`${seed} ${damage.name} ${command}`) < odds;
    });
    return [damage, chosen];
  });
}

describe.each(SCENES)('a damaged work directory, $name', (scene) => {
  let damaged: DamagedProject;
  beforeAll(async () => {
    damaged = new DamagedProject(scene);
    await damaged.make();
  });
  afterAll(() => damaged.remove());

  test.each(scene.files)(
    '%s: every command gives the right answer or names the file',
    async (file) => {
      for (const [damage, commands] of trials(scene, file)) {
        for (const command of commands) {
          await damaged.answer(command); // This runs before the damage, because it writes the directory again.
          const answer = await damaged.damaged(command, file, damage);
          const verdict = await judge(command, file, answer);
          const { stdout, stderr } = answer;
          expect({
            damage: damage.name,
            command,
            verdict,
            ...(verdict !== 'right' && { stdout, stderr }),
          }).toEqual({ damage: damage.name, command, verdict: 'right' });
        }
      }
    },
  );

  async function judge(command: CommandName, file: string, answer: Answer): Promise<string> {
    const said = `${answer.stdout}${answer.stderr}`;
    if (said.includes('internal error')) return 'internal error';
    if (answer.status === 0) return isTrue(command, answer);
    const sound = await damaged.answer(command);
    if (sound.status === answer.status && sound.stdout === answer.stdout) return 'right';
    const tellsOfCertificate = /The certificate is damaged|There is no certificate/.test(said);
    if (['status', 'verify'].includes(command) && tellsOfCertificate) return 'right';
    const all = `${said}${damaged.logs()}`;
    const name = file === 'notice' ? 'claim-base-0' : basename(file);
    return all.includes(name) && /\[?PSYRUN_[A-Z_]+\]?/.test(all) ? 'right' : 'no coded error';
  }

  async function isTrue(command: CommandName, answer: Answer): Promise<string> {
    if (command === 'clean') {
      return existsSync(damaged.project.path('psy-work/t')) ? 'not cleaned' : 'right';
    }
    if (isSlow(command) && scene.active !== true) {
      // The present result has all rows.
      const code = `import pickle; d = pickle.load(open('psy-work/t/result.pkl', 'rb'));
print([(int(x), float(y)) for x, y in zip(d['x'], d['y'])] == [(x, x / 4) for x in range(12)])`;
      return damaged.project.python(code) === 'True' ? 'right' : 'wrong rows';
    }
    const sound = await damaged.answer(command);
    const same = sound.status === 0 && sound.stdout === answer.stdout && sound.left === answer.left;
    return same ? 'right' : 'a wrong answer';
  }
});
