import type { PageFailure } from '../../html/page-data.ts';
import { element } from '../element.ts';
import { FAILURE, type Sweep } from '../sweep.ts';

/** The failures in groups: error, region, end of the log, the command that evaluates one of them here. */
export function failureView(sweep: Sweep, open: (view: string) => void): () => readonly Node[] {
  return () => {
    const { failures, verdict } = sweep.data;
    const title = element('h2', {}, 'Failures');
    if (failures.length === 0) return [title, element('p', {}, 'No row failed.')];
    const sum = element(
      'p',
      {},
      `${verdict.counts.failed} of ${verdict.counts.total} rows failed.`,
    );
    const others = failures.reduce((left, { count }) => left - count, verdict.counts.failed);
    const rest =
      others === 0 ? [] : [element('p', {}, `${others} rows failed otherwise: see psy failures.`)];
    return [title, sum, ...failures.map((failure, i) => groupOf(failure, i, sweep, open)), ...rest];
  };
}

function groupOf(
  failure: PageFailure,
  i: number,
  sweep: Sweep,
  open: (view: string) => void,
): HTMLElement {
  const { name, message, causes, count, firstRow, log } = failure;
  const select = (): void =>
    sweep.select(FAILURE, { kind: 'range', key: FAILURE, least: i + 1, most: i + 1 });
  return element(
    'article',
    {},
    element('h3', {}, `${count} rows: ${name}`),
    element('pre', { tabindex: 0 }, [message, ...causes].join('\n')),
    element('p', {}, whereText(failure)),
    element(
      'p',
      {},
      element('button', { onclick: select }, 'Select these rows'),
      ' ',
      element('button', { onclick: () => (select(), open('Map')) }, 'Show them on the map'),
      ...(firstRow === undefined
        ? []
        : [' ', element('code', {}, `psy repro ${sweep.data.task} ${firstRow}`)]),
    ),
    ...(log === undefined
      ? []
      : [
          element(
            'details',
            {},
            element('summary', {}, 'End of the log'),
            element('pre', { tabindex: 0 }, log),
          ),
        ]),
  );
}

function whereText({ region, rule }: PageFailure): string {
  if (region.length > 0) return `All with ${region.join(' and ')}.`;
  if (rule === undefined) return 'No common property was found.';
  return `Mostly with ${rule.conditions.join(' and ')}: ${rule.failed} of ${rule.rows} rows there that were looked at failed so.`;
}
