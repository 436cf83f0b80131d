import { element } from './element.ts';
import { replaceContent } from './replace-content.ts';
import type { Sweep } from './sweep.ts';

/**
 * Prepares a view of a sweep. What it returns draws it, and is called again after each change of the selection.
 * `open` opens another view by its name.
 */
type View = (sweep: Sweep, open: (name: string) => void) => () => readonly Node[];

/** Returns a list of tabs and the panels of views. Only the open one is drawn. */
export function tabs(sweep: Sweep, views: Readonly<Record<string, View>>): readonly Node[] {
  const names = Object.keys(views);
  const drawings = new Map<string, () => readonly Node[]>();
  let open = names[0]!;
  const buttons = names.map((name, i) =>
    element(
      'button',
      { role: 'tab', id: `tab-${i}`, 'aria-controls': `panel-${i}`, onclick: () => choose(i) },
      name,
    ),
  );
  const panels = names.map((_, i) =>
    element('section', {
      role: 'tabpanel',
      id: `panel-${i}`,
      'aria-labelledby': `tab-${i}`,
      tabindex: 0,
      hidden: true,
    }),
  );
  const draw = (): void => {
    const drawing = drawings.get(open) ?? views[open]!(sweep, openView);
    drawings.set(open, drawing);
    replaceContent(panels[names.indexOf(open)]!, drawing());
  };
  const choose = (i: number): void => {
    open = names[i]!;
    buttons.forEach((button, at) => {
      button.setAttribute('aria-selected', String(at === i));
      button.tabIndex = at === i ? 0 : -1;
      panels[at]!.hidden = at !== i;
    });
    draw();
  };
  const openView = (name: string): void => {
    const i = names.indexOf(name);
    choose(i);
    buttons[i]!.focus();
  };
  const list = element(
    'div',
    { role: 'tablist', class: 'bar-of-tabs', 'aria-label': 'Views' },
    ...buttons,
  );
  list.addEventListener('keydown', (event) => {
    const at = names.indexOf(open);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    openView(names[(next + names.length) % names.length]!);
  });
  sweep.onSelect(draw);
  choose(0);
  return [list, ...panels];
}
