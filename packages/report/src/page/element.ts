/** Attributes, and listeners by `on` and the name of an event. */
type Attributes = Readonly<Record<string, string | number | boolean | ((event: Event) => void)>>;

/** Returns an element. Text becomes text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key.slice(2), value);
    else if (typeof value !== 'boolean') made.setAttribute(key, String(value));
    else if (value) made.setAttribute(key, '');
  }
  made.append(...children);
  return made;
}

/** Returns a labelled choice among texts. */
export function choice(
  label: string,
  options: readonly string[],
  chosen: string,
  onChange: (option: string) => void,
): HTMLLabelElement {
  const select = element('select', { onchange: () => onChange(options[select.selectedIndex]!) });
  for (const option of options) select.append(element('option', {}, option));
  select.selectedIndex = Math.max(0, options.indexOf(chosen));
  return element('label', {}, `${label} `, select);
}

/** Returns a table. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (Node | string)[])[],
): HTMLTableElement {
  const cells = (tag: 'th' | 'td', values: readonly (Node | string)[]): HTMLTableRowElement =>
    element(
      'tr',
      {},
      ...values.map((value) => element(tag, tag === 'th' ? { scope: 'col' } : {}, value)),
    );
  return element(
    'table',
    {},
    element('thead', {}, cells('th', head)),
    element('tbody', {}, ...rows.map((row) => cells('td', row))),
  );
}
