/** Seconds that a row takes, by its parameters and a number from 0 to 1 that is drawn for it. */
export type Law = (row: LawRow, chance: number) => number;

/** A row of the space of the laws. */
export interface LawRow {
  readonly n: number;
  readonly solver: string;
  readonly x: number;
}

/** A number about 1: two of three are between 0.8 and 1.25. */
const about = (chance: number): number => Math.exp(0.22 * normal(chance));

/** Laws of the durations of rows. */
export const LAWS: Readonly<Record<string, Law>> = {
  constant: (_, chance) => about(chance),
  linear: ({ x }, chance) => (0.2 + 0.5 * x) * about(chance),
  power: ({ n }, chance) => n ** 2.3 * about(chance),
  exponential: ({ x }, chance) => Math.exp(0.6 * x) * about(chance),
  'product of two': ({ n, x }, chance) => n * (0.1 + x) * about(chance),
  'sum of two': ({ n, x }, chance) => (n + 5 * x) * about(chance),
  'cubic and constant': ({ n }, chance) => (5 + n ** 3 / 1000) * about(chance),
  'a factor a text': ({ solver, x }, chance) =>
    (solver === 'radau' ? 20 : 1) * (1 + x) * about(chance),
  step: ({ x }, chance) => (x > 5 ? 20 : 1) * about(chance),
  bimodal: (_, chance) => (chance < 0.3 ? 10 : 1),
  'log-normal, sigma 1.2': (_, chance) => Math.exp(1.2 * normal(chance)),
  'Pareto, exponent 2.2': (_, chance) => (1 - chance) ** (-1 / 2.2),
};

/** Returns a normal number from one between 0 and 1: Tukey's lambda distribution is close to it. */
function normal(chance: number): number {
  return (chance ** 0.14 - (1 - chance) ** 0.14) / 0.1975;
}
