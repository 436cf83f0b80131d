/** Something that must never happen: a row lost or doubled, a false certificate, an internal error. */
export class Violation extends Error {
  override readonly name = 'Violation';
}
