import { conditionText, whereText, type Condition } from '../model/selection.ts';
import { element } from './element.ts';
import { replaceContent } from './replace-content.ts';
import type { Sweep } from './sweep.ts';

/** Returns the bar that tells which rows are selected, and changes it. */
export function selectionBar(sweep: Sweep): HTMLElement {
  const bar = element('div', { class: 'chosen', role: 'status', 'aria-label': 'Selection' });
  const show = (): void => {
    const { conditions, selected, length } = sweep;
    const words = `${selected.toLocaleString('en')} of ${length.toLocaleString('en')} rows selected`;
    const buttons = conditions.map((condition) =>
      element(
        'button',
        { onclick: () => sweep.select(condition.key), title: 'Remove this condition' },
        `${conditionText(condition)} ✕`,
      ),
    );
    if (conditions.length === 0) return replaceContent(bar, [words]);
    const all = element('button', { onclick: () => sweep.select('') }, 'Select all');
    const code = element('code', { id: 'where' }, whereText(conditions, sweep.keys));
    const others = conditions.filter(({ key }) => !sweep.keys.includes(key));
    const note = element('span', { class: 'note' }, notInSpace(others));
    const shown = [
      ...(others.length < conditions.length ? [code] : []),
      ...(others.length > 0 ? [note] : []),
    ];
    replaceContent(bar, [words, ...buttons, all, ...shown]);
  };
  sweep.onSelect(show);
  show();
  return bar;
}

/** Says that a space knows only parameters. */
function notInSpace(conditions: readonly Condition[]): string {
  const keys = conditions.map(({ key }) => key).join(', ');
  return `A space has only parameters: where() does not select by ${keys}.`;
}
