/** The classes of marks. The style sheet of the page and of files gives them colours and patterns. */
export type Mark =
  | 'done'
  | 'failed'
  | 'missing'
  | 'mixed'
  | 'absent'
  | 'axis'
  | 'label'
  | 'title'
  | 'band'
  | 'line'
  | 'bar'
  | 'dim'
  | 'wait'
  | 'letter'
  | 'thread'
  | 'thread-failed';

interface Styled {
  readonly mark: Mark;
  /** A colour of a scale, as CSS; the class decides without it. */
  readonly fill?: string;
  /** Explains the shape to who points at it. */
  readonly tip?: string;
  /** The choice of a click on the shape; any text. */
  readonly choice?: string;
}

/** A part of a drawing. Lengths are in pixels from the upper left corner. */
export type Shape = Styled &
  (
    | {
        readonly kind: 'rect';
        readonly x: number;
        readonly y: number;
        readonly width: number;
        readonly height: number;
      }
    | { readonly kind: 'path'; readonly d: string }
    | {
        readonly kind: 'text';
        readonly x: number;
        readonly y: number;
        readonly text: string;
        readonly anchor?: 'start' | 'middle' | 'end';
        /** In degrees, clockwise. */
        readonly turn?: number;
      }
  );

/** A picture as data. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Says in words what the drawing shows. */
  readonly label: string;
  readonly shapes: readonly Shape[];
}
