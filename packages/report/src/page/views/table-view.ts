import { csvText } from '../../model/csv-text.ts';
import { whereText } from '../../model/selection.ts';
import { errorOf } from '../../codec/quantise.ts';
import { exactText, shortNumber } from '../../model/value-text.ts';
import { element } from '../element.ts';
import { replaceContent } from '../replace-content.ts';
import { STATE, STATES, type Sweep } from '../sweep.ts';

const ROW_HEIGHT = 26;
const SHOWN = 40;
/** The tallest element that browsers draw reliably, in pixels. */
const TALLEST = 8_000_000;

/** The selected rows as a table: sorted by a column, drawn where it is scrolled to. */
export function tableView(sweep: Sweep): () => readonly Node[] {
  let sort: { key: string; down: boolean } | undefined;
  const host = element('div', {});
  const redraw = (): void =>
    replaceContent(
      host,
      draw(sweep, sort, (key) => {
        sort = { key, down: sort?.key === key && !sort.down };
        redraw();
      }),
    );
  return () => (redraw(), [host]);
}

function draw(
  sweep: Sweep,
  sort: { key: string; down: boolean } | undefined,
  onSort: (key: string) => void,
): readonly Node[] {
  const keys = ['row', STATE, ...sweep.keys, ...sweep.columns];
  const order = sortedRows(sweep, sort);
  const body = element('tbody', {});
  const head = element(
    'tr',
    {},
    ...keys.map((key) => {
      const isSorted = sort?.key === key;
      const mark = isSorted ? (sort.down ? ' ▼' : ' ▲') : '';
      const order = isSorted ? (sort.down ? 'descending' : 'ascending') : 'none';
      return element(
        'th',
        { scope: 'col', 'aria-sort': order },
        element('button', { onclick: () => onSort(key) }, key + mark),
      );
    }),
  );
  const above = element('div', {});
  const below = element('div', {});
  const box = element(
    'div',
    { class: 'rows', tabindex: 0, role: 'region', 'aria-label': 'Selected rows' },
    above,
    element('table', { 'aria-rowcount': order.length + 1 }, element('thead', {}, head), body),
    below,
  );
  const full = Math.min(TALLEST, order.length * ROW_HEIGHT);
  const scroll = (): void => {
    const part = full <= 420 ? 0 : box.scrollTop / full;
    const first = Math.max(0, Math.min(order.length - SHOWN, Math.floor(part * order.length)));
    const rows = [...order.subarray(first, first + SHOWN)].map((row, i) =>
      element(
        'tr',
        { 'aria-rowindex': first + i + 2 },
        ...cellsOf(sweep, row).map((text) => element('td', {}, text)),
      ),
    );
    body.replaceChildren(...rows);
    above.style.height = `${(first / Math.max(1, order.length)) * full}px`;
    below.style.height = `${Math.max(0, (1 - (first + SHOWN) / Math.max(1, order.length)) * full)}px`;
  };
  box.addEventListener('scroll', scroll);
  scroll();
  const told = element('span', { class: 'note', role: 'status' });
  const copy = async (): Promise<void> => {
    const where = whereText(sweep.conditions, sweep.keys);
    try {
      await navigator.clipboard.writeText(where);
      told.textContent = `Copied ${where} `;
    } catch {
      // A browser may keep pages of files from the clipboard.
      told.textContent = `This browser does not let the page copy. Copy it from here: ${where} `;
    }
  };
  return [
    element('h2', {}, 'Rows'),
    element(
      'p',
      {},
      element('button', { onclick: () => void copy() }, 'Copy as where()'),
      ' ',
      element('button', { onclick: () => download(sweep, keys, order) }, 'Download CSV'),
      ' ',
      told,
      element('span', { class: 'note' }, 'Numbers of results are rounded as told below.'),
    ),
    box,
    element(
      'p',
      { class: 'note' },
      sweep.data.columns.map(({ key, scale }) => `${key}: ${errorText(scale)}`).join('; '),
    ),
  ];
}

function sortedRows(sweep: Sweep, sort: { key: string; down: boolean } | undefined): Uint32Array {
  const rows = new Uint32Array(sweep.selected);
  let at = 0;
  for (let i = 0; i < sweep.length; i++) if (sweep.mask[i] === 1) rows[at++] = i;
  if (sort === undefined) return rows;
  const { key, down } = sort;
  const ranks: ArrayLike<number> =
    key === 'row'
      ? sweep.indices
      : key === STATE
        ? sweep.states
        : sweep.columns.includes(key)
          ? sweep.numbers(key)
          : sweep.axis(key).codes;
  // Rows without a number come last.
  const rank = (i: number): number =>
    Number.isNaN(ranks[i]!) ? Infinity : down ? -ranks[i]! : ranks[i]!;
  return rows.sort((a, b) => rank(a) - rank(b) || a - b);
}

function cellsOf(sweep: Sweep, row: number): string[] {
  const values = sweep.at(row);
  return [
    String(sweep.indices[row]),
    STATES[sweep.states[row]!]!,
    ...sweep.keys.map((key) => exactText(values[key])),
    ...sweep.columns.map((key) => {
      const number = sweep.numbers(key)[row]!;
      return Number.isNaN(number) ? '' : String(Number(number.toPrecision(7)));
    }),
  ];
}

function download(sweep: Sweep, keys: readonly string[], order: Uint32Array): void {
  const parts = csvText(keys, order.length, (i) => cellsOf(sweep, order[i]!));
  const url = URL.createObjectURL(new Blob([...parts], { type: 'text/csv' }));
  element('a', { href: url, download: 'selection.csv' }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function errorText(scale: Parameters<typeof errorOf>[0]): string {
  const { absolute, relative } = errorOf(scale);
  if (absolute === 0 && relative === 0) return 'exact';
  return relative === 0
    ? `off by at most ${shortNumber(absolute)}`
    : `off by at most ${shortNumber(relative * 100)} %`;
}
