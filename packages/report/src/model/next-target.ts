/** A shape that can be chosen: its place, and its text. */
export interface Target {
  readonly choice: string;
  readonly x: number;
  readonly y: number;
  readonly tip: string;
}

/** The direction of each arrow key. */
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** How much more a step to the side counts than one ahead. */
const SIDE = 4;

/**
 * Returns the target that an arrow key leads to: the next one in its direction, rather straight ahead.
 * Undefined if there is none, and for other keys.
 */
export function nextTarget(
  targets: readonly Target[],
  from: Target,
  key: string,
): Target | undefined {
  const [dx, dy] = ARROWS[key] ?? [0, 0];
  let best: { readonly target: Target; readonly distance: number } | undefined;
  for (const target of targets) {
    const [x, y] = [target.x - from.x, target.y - from.y];
    const ahead = x * dx + y * dy;
    if (ahead <= 0.5) continue;
    const distance = ahead + SIDE * Math.abs(x * dy + y * dx);
    if (best === undefined || distance < best.distance) best = { target, distance };
  }
  return best?.target;
}
