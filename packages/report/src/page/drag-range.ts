import { axisPlace, BOTTOM, TOP, type ParallelAxis } from '../drawing/parallel-axes.ts';

/** Half the width of an axis for the pointer, and the shortest drag, in pixels. */
const NEAR = 40;
const SHORTEST = 4;

/** Calls `onRange` when the pointer was dragged along an axis. */
export function dragRange(
  svg: SVGElement,
  width: number,
  height: number,
  axes: readonly ParallelAxis[],
  onRange: (key: string, least: number, most: number) => void,
): void {
  let begun: { axis: number; y: number } | undefined;
  const place = ({ clientX, clientY }: PointerEvent): { x: number; y: number } => {
    const box = svg.getBoundingClientRect();
    return {
      x: ((clientX - box.left) / box.width) * width,
      y: ((clientY - box.top) / box.height) * height,
    };
  };
  svg.addEventListener('pointerdown', (event) => {
    const { x, y } = place(event);
    const axis = axes.findIndex((_, i) => Math.abs(axisPlace(i) - x) < NEAR);
    begun = axis < 0 ? undefined : { axis, y };
    if (begun) svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener('pointerup', (event) => {
    if (begun === undefined) return;
    const { y } = place(event);
    const { key, least, most } = axes[begun.axis]!;
    const numberAt = (pixel: number): number => {
      const part = Math.min(1, Math.max(0, (BOTTOM - pixel) / (BOTTOM - TOP)));
      return least + part * (most - least);
    };
    if (Math.abs(y - begun.y) >= SHORTEST) {
      onRange(key, numberAt(Math.max(y, begun.y)), numberAt(Math.min(y, begun.y)));
    }
    begun = undefined;
  });
}
