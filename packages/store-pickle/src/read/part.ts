/**
 * A part of a value in a pickle that is not a value itself: a class or function, an element type, a
 * time zone.
 */
export abstract class Part {
  /** The name of the part, for the message that refuses it in the place of a value. */
  abstract readonly label: string;
}
