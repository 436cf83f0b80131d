import type { Row } from '@psyrun/core';
import { param, product, type Space } from '@psyrun/pspace';

/** Random numbers from a seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed * 2654435761 + 1;
  }

  /** Returns an integer below `n`. */
  below(n: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * n);
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

/** One evaluation of a row. Its row follows each edit of the study. */
interface Evaluation {
  readonly row: Record<string, number>;
  readonly y: number;
  readonly code: number;
}

/**
 * The naive model of a study: the present space, and each evaluation as the row that it counts for. Evaluations of
 * which no row is left are forgotten.
 */
export class Study {
  axes: [key: string, values: readonly number[]][] = [['k0', [0, 1]]];
  was: Record<string, number> = {};
  renamed: Record<string, string> = {};
  dropped: Record<string, number> = {};
  code = 1;
  done: Evaluation[] = [];
  #names = 1;

  get space(): Space {
    const spaces = this.axes.map(([key, values]) => param({ [key]: values }));
    const space = product(...spaces) as Space;
    return space.was(this.was).renamed(this.renamed).dropped(this.dropped);
  }

  /** Changes the study at random. */
  edit(dice: Dice): void {
    const edits = ['add', 'rename', 'drop', 'reorder', 'values', 'code'] as const;
    const edit = dice.of(edits);
    const i = dice.below(this.axes.length);
    const [key, values] = this.axes[i]!;
    switch (edit) {
      case 'add':
        if (this.axes.length < 4) this.#add(dice);
        break;
      case 'rename':
        this.#rename(i, key, values);
        break;
      case 'drop':
        if (this.axes.length > 1) this.#drop(i, key, dice.of(values));
        break;
      case 'reorder':
        this.axes = [...this.axes.slice(i), ...this.axes.slice(0, i)];
        this.axes[0]![1] = [...this.axes[0]![1]].reverse();
        break;
      case 'values':
        this.axes[i]![1] = [0, 1, 2, 3].filter((value) => value === 1 || dice.below(2) === 0);
        break;
      case 'code':
        this.code++;
    }
  }

  #add(dice: Dice): void {
    const key = `k${this.#names++}`;
    this.axes.splice(dice.below(this.axes.length + 1), 0, [key, dice.of([[0, 1], [1, 2], [2]])]);
    this.was[key] = dice.below(3);
    for (const { row } of this.done) row[key] = this.was[key]!;
  }

  #rename(i: number, key: string, values: readonly number[]): void {
    const name = `k${this.#names++}`;
    this.axes[i] = [name, values];
    for (const [former, present] of Object.entries(this.renamed)) {
      if (present === key) this.renamed[former] = name;
    }
    this.renamed[key] = name;
    if (key in this.was) this.was[name] = this.was[key]!;
    delete this.was[key];
    for (const { row } of this.done) {
      row[name] = row[key]!;
      delete row[key];
    }
  }

  #drop(i: number, key: string, value: number): void {
    this.axes.splice(i, 1);
    delete this.was[key];
    for (const [former, present] of Object.entries(this.renamed)) {
      if (present !== key) continue;
      delete this.renamed[former];
      this.dropped[former] = value;
    }
    this.dropped[key] = value;
    this.done = this.done.filter(({ row }) => row[key] === value);
    for (const { row } of this.done) delete row[key];
  }

  /** Returns the evaluation of each present row. */
  known(): (Evaluation | undefined)[] {
    const by = new Map(this.done.map((one) => [textOf(one.row), one]));
    return Array.from(this.space, (row) => by.get(textOf(row)));
  }

  /** Forgets the evaluations of a present row. */
  forget(row: Row): void {
    this.done = this.done.filter((one) => textOf(one.row) !== textOf(row));
  }
}

function textOf(row: Row): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
