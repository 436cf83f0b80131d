/**
 * Predicts core-hours from 5 % of the rows of a sweep, for several laws of how long rows take.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/cost/predictions.ts
 * It prints for each law, in 40 draws: how often the prediction is within 20 % of the truth, how often the truth is
 * inside of the range, how wide the range is, and the processor time of a prediction. The known rows are drawn by
 * chance, or are the first ones of the space, whose outermost axis then goes on beyond them.
 */
import { param, range, uniform } from '@psyrun/pspace';
import { predictSeconds } from '../../packages/operations/src/cost/predict-seconds.ts';
import { LAWS, type Law, type LawRow } from './laws.ts';

const DRAWS = 40;
const SPACE = param({ n: range(1, 101) })
  .product(param({ solver: ['euler', 'rk4', 'radau'] }))
  .product(param({ x: range(11) }))
  .product(param({ trial: range(3) }));
const ROWS = Array.from({ length: SPACE.length }, (_, index) => SPACE.at(index));

for (const known of ['drawn by chance', 'the first ones']) {
  console.log(`\nKnown rows: ${known}\n`);
  console.log('| law | within 20 % | in the range | most / least | ms |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const [name, law] of Object.entries(LAWS)) {
    const cpu = process.cpuUsage();
    const draws = Array.from({ length: DRAWS }, (_, draw) => predict(law, known, draw));
    const { user } = process.cpuUsage(cpu);
    const close = draws.filter(({ error }) => error < 0.2).length;
    const inside = draws.filter(({ isInside }) => isInside).length;
    const widths = draws.map(({ width }) => width).sort((a, b) => a - b);
    const width = widths[DRAWS / 2]!.toPrecision(3);
    const shares = [close, inside].map((count) => `${Math.round((100 * count) / DRAWS)} %`);
    console.log(`| ${[name, ...shares, width, Math.round(user / 1000 / DRAWS)].join(' | ')} |`);
  }
}

function predict(law: Law, known: string, draw: number) {
  const [order, chance] = ['order', 'chance'].map((what) => {
    const drawn = uniform(0, 1, ROWS.length, `${what} ${draw}`);
    return (index: number): number => drawn.at(index)!;
  }) as [(index: number) => number, (index: number) => number];
  const rows = ROWS.map((row, i) => ({
    row,
    seconds: law(row as unknown as LawRow, chance(i)),
    i,
  }));
  if (known === 'drawn by chance') rows.sort((a, b) => order(a.i) - order(b.i));
  const first = rows.slice(0, ROWS.length / 20);
  const rest = rows.slice(first.length);
  const toCome = { sample: rest.map(({ row }) => row), count: rest.length };
  const predicted = predictSeconds(SPACE.keys, first, toCome);
  if ('unknown' in predicted) throw new Error(predicted.unknown);
  const truth = rest.reduce((sum, { seconds }) => sum + seconds, 0);
  const { expected, least, most } = predicted;
  return {
    error: Math.abs(expected / truth - 1),
    isInside: least <= truth && truth <= most,
    width: most / least,
  };
}
