/** The facts that `readdir` tells about a name, as far as psyrun uses them. */
export class DirectoryEntry {
  readonly name: string;
  readonly #isFolder: boolean;

  constructor(name: string, isFolder: boolean) {
    this.name = name;
    this.#isFolder = isFolder;
  }

  isDirectory(): boolean {
    return this.#isFolder;
  }
}
