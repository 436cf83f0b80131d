import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { IN_MEMORY, Project, type Outcome } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import type { Damage } from './damages.ts';
import type { Scene } from './scenes.ts';

/** The commands that read a work directory, by their names in these tests. */
export const COMMANDS = {
  status: ['status', 't'],
  failures: ['failures', 't'],
  verify: ['verify', 't'],
  export: ['export', '--partial', 't', 'out.csv'],
  merge: ['merge', '--partial', 'psy-work/t', 'merged.pkl'],
  kill: ['kill', 't'],
  clean: ['clean', '--yes', 't'],
  run: ['run', 't'],
  'run -c': ['run', '-c', 't'],
} as const;

export type CommandName = keyof typeof COMMANDS;

/** The output of a command and the files that it wrote. */
export interface Answer extends Outcome {
  readonly left: string;
}

/** Milliseconds in which every command must end, also on a busy machine. */
const LIMIT = 60_000;

/** A project whose work directory is damaged in various ways, each time in a new copy. */
export class DamagedProject {
  readonly project = new Project(IN_MEMORY);
  readonly #scene: Scene;
  readonly #answers = new Map<CommandName, Answer>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  async make(): Promise<void> {
    await this.#scene.make(this.project);
    rmSync(this.project.path('broken'), { force: true });
    cpSync(this.project.path('psy-work'), this.project.path('saved'), { recursive: true });
  }

  /** Resolves to the answer of a command without damage. */
  async answer(command: CommandName): Promise<Answer> {
    const known = this.#answers.get(command);
    if (known !== undefined) return known;
    const answer = await this.#run(command);
    this.#answers.set(command, answer);
    return answer;
  }

  /** Resolves to the answer of a command with a damaged file in the work directory. */
  async damaged(command: CommandName, name: string, damage: Damage): Promise<Answer> {
    return this.#run(command, () => damage.inflict(this.#file(name)));
  }

  remove(): void {
    this.project.remove();
  }

  async #run(command: CommandName, damage: () => void = () => undefined): Promise<Answer> {
    const { project } = this;
    for (const name of ['psy-work', 'out.csv', 'merged.pkl', 'killed']) {
      rmSync(project.path(name), { recursive: true, force: true });
    }
    cpSync(project.path('saved'), project.path('psy-work'), { recursive: true });
    damage();
    let timer: NodeJS.Timeout;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`psy ${command} hangs`)), LIMIT);
    });
    const outcome = psyHere(project, COMMANDS[command], undefined, PSYRUN);
    const ended = await Promise.race([outcome, late]).finally(() => clearTimeout(timer));
    return { ...ended, left: this.#left() };
  }

  #file(name: string): string {
    if (name !== 'notice') return this.project.path('psy-work/t', name);
    const folder = this.project.path('psy-work/t/in');
    const queue = readdirSync(folder).find((entry) => lstatSync(join(folder, entry)).isDirectory());
    return join(folder, queue!, 'claim-base-0');
  }

  /** The exported or merged table, the killed jobs, and the logs. */
  #left(): string {
    const texts = ['out.csv', 'merged.pkl', 'killed'].map((name) => {
      const file = this.project.path(name);
      return existsSync(file) ? `${name}: ${readFileSync(file, 'base64')}` : '';
    });
    return texts.join('\n');
  }

  /** The logs of the jobs, which contain the errors of jobs. */
  logs(): string {
    const folder = this.project.path('psy-work/t');
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const logs = names.filter((name) => name.endsWith('.log'));
    return logs.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  }
}
