/** The elements that the keyboard reaches. */
const REACHED = 'button, input, select, summary, [tabindex]';

/**
 * Replaces the content of an element. If one of its controls has the focus, the control in its place has it
 * afterwards, so that the keyboard goes on from there.
 */
export function replaceContent(host: Element, content: readonly (Node | string)[]): void {
  const before = document.activeElement;
  const place = [...host.querySelectorAll(REACHED)].indexOf(before!);
  const opened = [...host.querySelectorAll('details')].map(({ open }) => open);
  host.replaceChildren(...content);
  for (const [i, details] of host.querySelectorAll('details').entries()) {
    if (opened[i] === true) details.open = true;
  }
  if (place < 0) return;
  const controls = host.querySelectorAll<HTMLElement | SVGElement>(REACHED);
  const next = controls[Math.min(place, controls.length - 1)];
  const cursor = (before as HTMLElement | SVGElement).dataset['cursor'];
  if (next instanceof SVGElement && cursor !== undefined) next.dataset['cursor'] = cursor;
  next?.focus();
}
