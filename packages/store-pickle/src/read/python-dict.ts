/** A Python dict while it is read; {@link resolve} turns it into an object or a map. */
export class PythonDict {
  readonly entries = new Map<unknown, unknown>();
}
