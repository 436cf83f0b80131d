import { stateBar } from '../../drawing/state-bar.ts';
import { element, table } from '../element.ts';
import { picture } from '../picture.ts';
import { STATE, STATES, type Sweep } from '../sweep.ts';

/** The verdict in words: counts, certificate, versions, the command that goes on. */
export function verdictView(sweep: Sweep): () => readonly Node[] {
  return () => {
    const { verdict, leftOut } = sweep.data;
    const { counts, complete, changes, problems, run, facts, next } = verdict;
    const problem = (text: string): Node => element('p', { class: 'problem' }, text);
    return [
      element('h2', {}, 'Verdict'),
      element('p', { id: 'verdict' }, sentence(sweep)),
      element(
        'p',
        {},
        complete ? 'The result is certified as complete.' : 'The result is not certified.',
      ),
      ...(next === undefined ? [] : [element('p', {}, 'To go on: ', element('code', {}, next))]),
      ...changes.map((change) => problem(`Since the run began: ${change}`)),
      ...problems.map(problem),
      picture(stateBar(counts)),
      table(
        ['state', 'rows', 'selected'],
        [
          ...STATES.map((state, number) => [
            stateButton(sweep, state),
            grouped(counts[state]),
            grouped(selectedIn(sweep, number)),
          ]),
          ['total', grouped(counts.total), grouped(sweep.selected)],
        ],
      ),
      element('p', { class: 'note' }, shownText(sweep)),
      element('h2', {}, 'What the rows are of'),
      table(
        ['fact', 'value'],
        [
          ...(run === undefined
            ? []
            : [['run began', `${run.created}, generation ${run.generation}`]]),
          ...facts,
        ],
      ),
      ...(leftOut.length === 0
        ? []
        : [
            element(
              'p',
              { class: 'note' },
              `Results that are not numbers are not shown: ${leftOut.join(', ')}.`,
            ),
          ]),
      ...marginTable(sweep),
    ];
  };
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function sentence({ data }: Sweep): string {
  const { counts } = data.verdict;
  const [total, done] = [grouped(counts.total), grouped(counts.done)];
  const { failed, missing } = counts;
  if (data.verdict.run === undefined) return `The task was not run. Its space has ${total} rows.`;
  const parts = [`${done} of ${total} rows are done`];
  if (failed > 0) parts.push(`${grouped(failed)} failed`);
  if (missing > 0) parts.push(`${grouped(missing)} are missing`);
  return `${parts.join(', ')}.`;
}

function stateButton(sweep: Sweep, state: string): Node {
  const select = (): void => sweep.select(STATE, { kind: 'values', key: STATE, values: [state] });
  return element('button', { onclick: select }, `${state[0]!.toUpperCase()} ${state}`);
}

function selectedIn({ mask, states }: Sweep, state: number): number {
  let count = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1 && states[i] === state) count++;
  return count;
}

function shownText({ data, length }: Sweep): string {
  const { total } = data.verdict.counts;
  const errors = 'Numbers are rounded for the page; the table tells by how much.';
  return length === total
    ? `All ${total} rows are in this page. ${errors}`
    : `Counts are of all ${total} rows. ${length} rows, drawn by their identity, are in this page. ${errors}`;
}

function marginTable({ data, results }: Sweep): readonly Node[] {
  if (data.margins.length === 0) return [];
  const short = (number: number): string => String(Number(number.toPrecision(6)));
  const rows = data.margins.map(({ key, value, done, failed, missing, results: numbers }) => [
    `${key} = ${value}`,
    ...[done, failed, missing].map(String),
    ...numbers.map((one) => (one === null ? '' : one.map(short).join(' / '))),
  ]);
  const heads = results.map((key) => `${key}: mean / least / most`);
  return [
    element('h2', {}, 'All rows, by parameter'),
    table(['value', 'done', 'failed', 'missing', ...heads], rows),
  ];
}
