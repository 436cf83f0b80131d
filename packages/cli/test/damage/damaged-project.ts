import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Project, type Outcome } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import type { Damage } from './damages.ts';
import type { Scene } from './scenes.ts';

/** The commands that read a work directory, by what they are called here. */
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

/** What a command said, and what it left that can be compared. */
export interface Answer extends Outcome {
  readonly left: string;
}

/** Milliseconds in which every command has to end, also on a busy machine. */
const LIMIT = 60_000;

/** A project with a work directory that is damaged in turn, each time in a fresh copy. */
export class DamagedProject {
  readonly project = new Project();
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

  /** What a command answers when nothing is damaged. */
  async answer(command: CommandName): Promise<Answer> {
    const known = this.#answers.get(command);
    if (known !== undefined) return known;
    const answer = await this.#run(command);
    this.#answers.set(command, answer);
    return answer;
  }

  /** What a command answers when a file of the work directory is damaged. */
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

  /** The table that was exported or merged, the jobs that were killed, the logs. */
  #left(): string {
    const texts = ['out.csv', 'merged.pkl', 'killed'].map((name) => {
      const file = this.project.path(name);
      return existsSync(file) ? `${name}: ${readFileSync(file, 'base64')}` : '';
    });
    return texts.join('\n');
  }

  /** The logs of the jobs: what goes wrong in a job is said there. */
  logs(): string {
    const folder = this.project.path('psy-work/t');
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const logs = names.filter((name) => name.endsWith('.log'));
    return logs.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  }
}
