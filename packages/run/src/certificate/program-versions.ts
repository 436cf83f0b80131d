import type { JournalSession } from '@psyrun/journal';

/**
 * Collects the versions that programs in other languages told: of the interpreter and of its packages.
 * The sessions of journals hold them.
 *
 * @example
 * ```ts
 * const versions = new ProgramVersions();
 * versions.note({ versions: { python: '3.11.2' } });
 * versions.note({ versions: { python: '3.12.1' } });
 * versions.all(); // => { python: '3.11.2, 3.12.1' }
 * ```
 */
export class ProgramVersions {
  readonly #known = new Map<string, Set<string>>();
  #last: JournalSession | undefined;

  /** Notes the versions of a session, whose rows are in the result. */
  note(session: JournalSession): void {
    if (session === this.#last) return;
    this.#last = session;
    const { versions } = session;
    if (typeof versions !== 'object' || versions === null) return;
    for (const [name, version] of Object.entries(versions)) {
      if (typeof version !== 'string') continue;
      const known = this.#known.get(name);
      if (known) known.add(version);
      else this.#known.set(name, new Set([version]));
    }
  }

  /** Returns the versions by name. If machines had several of one, all are named. */
  all(): Record<string, string> {
    return Object.fromEntries(
      Array.from(this.#known, ([name, versions]) => [name, [...versions].sort().join(', ')]),
    );
  }
}
