/**
 * What values are made of in a pickle, and is no value itself: a class or function, an element type,
 * a time zone.
 */
export abstract class Part {
  /** What it is, for the message that refuses it where a value belongs. */
  abstract readonly label: string;
}
