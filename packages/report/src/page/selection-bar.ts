import { conditionText, whereText } from '../model/selection.ts';
import { element } from './element.ts';
import type { Sweep } from './sweep.ts';

/** Returns the bar that tells which rows are selected, and changes it. */
export function selectionBar(sweep: Sweep): HTMLElement {
  const bar = element('div', { class: 'chosen', role: 'status', 'aria-label': 'Selection' });
  const show = (): void => {
    const { conditions, selected, length } = sweep;
    bar.replaceChildren(
      `${selected.toLocaleString('en')} of ${length.toLocaleString('en')} rows selected`,
    );
    for (const condition of conditions) {
      const text = conditionText(condition);
      const remove = (): void => sweep.select(condition.key);
      bar.append(
        element('button', { onclick: remove, title: 'Remove this condition' }, `${text} ✕`),
      );
    }
    if (conditions.length === 0) return;
    bar.append(element('button', { onclick: () => sweep.select('') }, 'Select all'));
    bar.append(element('code', { id: 'where' }, whereText(conditions, sweep.keys)));
  };
  sweep.onSelect(show);
  show();
  return bar;
}
