/** A Python dict while it is read; {@link resolve} makes an object or a map of it. */
export class PythonDict {
  readonly entries = new Map<unknown, unknown>();
}
