/** An error as data, with its causes. */
export interface ErrorDetails {
  /** Name of the class of the error: `RangeError`. */
  readonly name: string;
  /** May hold half of a character, as messages that V8 cuts do. */
  readonly message: string;
  /** The stack. If the message is long, only the lines after it. */
  readonly stack?: string;
  /** The `code` of the error, if it has one that is a string. */
  readonly code?: string;
  readonly cause?: ErrorDetails;
  /** The errors that an `AggregateError` holds. */
  readonly errors?: ErrorDetails[];
  /** Says which causes and errors were left out, and why. */
  readonly omitted?: string;
}

/** The maximum depth of causes, and of errors in errors. */
const DEEPEST = 10;
/** The maximum number of errors of one `AggregateError`. */
const WIDEST = 10;
/** The maximum number of errors in one {@link ErrorDetails}. */
const MOST_ERRORS = 100;
/** The maximum number of characters in one {@link ErrorDetails}. */
const MOST_CHARACTERS = 2 ** 25;
/** The number of characters of a message above which the stack does not repeat it. */
const LONG_MESSAGE = 1000;

/**
 * Returns a thrown value as data, with its causes. The value may be anything, and this never throws:
 * what cannot be read is replaced by words.
 *
 * @param show Returns the text of a value that is no error. It may throw.
 *
 * @example
 * ```ts
 * const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
 * const { message, cause } = errorDetails(new TypeError('fetch failed', { cause: refused }));
 * message; // => 'fetch failed'
 * cause?.code; // => 'ECONNREFUSED'
 * errorDetails('no licence').message; // => 'no licence'
 * ```
 */
export function errorDetails(
  thrown: unknown,
  show: (value: unknown) => string = String,
): ErrorDetails {
  return new DetailsReader(show).read(thrown, []);
}

/** Reads one error and its causes within the limits of this file. */
class DetailsReader {
  readonly #show: (value: unknown) => string;
  #errors = 0;
  #characters = 0;

  constructor(show: (value: unknown) => string) {
    this.#show = show;
  }

  /** `above` holds the errors that the value is a cause of. */
  read(thrown: unknown, above: readonly unknown[]): ErrorDetails {
    this.#errors++;
    if (!isError(thrown)) {
      const shown = attempt(() => this.#show(thrown));
      return { name: 'Error', message: this.#kept(textOr(shown, 'A value without words.')) };
    }
    const name = this.#kept(textOr(read(thrown, 'name'), 'Error'));
    const message = this.#kept(textOr(read(thrown, 'message'), 'The message cannot be read.'));
    const stack = stackOf(read(thrown, 'stack'), message);
    const code = read(thrown, 'code');
    return {
      name,
      message,
      ...(stack !== undefined && { stack: this.#kept(stack) }),
      ...(typeof code === 'string' && { code: this.#kept(code) }),
      ...this.#within(thrown, [...above, thrown]),
    };
  }

  /** Reads the cause and the errors of an error. */
  #within(thrown: unknown, above: readonly unknown[]) {
    const omitted: string[] = [];
    const details = (inner: unknown): ErrorDetails | undefined => {
      const why = this.#refusal(inner, above);
      if (why === undefined) return this.read(inner, above);
      if (!omitted.includes(why)) omitted.push(why);
      return undefined;
    };
    const given = read(thrown, 'cause');
    const cause = given === undefined ? undefined : details(given);
    const list = listOf(read(thrown, 'errors'));
    const errors = list.items.map(details).filter((error) => error !== undefined);
    if (list.more > 0) omitted.push(`${list.more} more errors are not recorded.`);
    return {
      ...(cause && { cause }),
      ...(errors.length > 0 && { errors }),
      ...(omitted.length > 0 && { omitted: omitted.join(' ') }),
    };
  }

  /** Returns why an error is left out; undefined if it is not. */
  #refusal(inner: unknown, above: readonly unknown[]): string | undefined {
    if (above.includes(inner)) return 'The causes are circular: they lead back to this error.';
    if (above.length >= DEEPEST) return `Causes deeper than ${DEEPEST} are not recorded.`;
    if (this.#errors >= MOST_ERRORS) return `Only ${MOST_ERRORS} errors are recorded.`;
    return undefined;
  }

  /** Returns the part of a string that fits, with words if that is not all. */
  #kept(text: string): string {
    const room = MOST_CHARACTERS - this.#characters;
    this.#characters += Math.min(room, text.length);
    return text.length <= room ? text : cutText(text, room);
  }
}

/**
 * Returns the first `length` characters of a string, and words if that is not all.
 *
 * @example
 * ```ts
 * cutText('abcdef', 2); // => 'ab… (6 characters)'
 * ```
 */
export function cutText(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}

const ERROR_TAGS = new Set(['[object Error]', '[object DOMException]']);

/** True also for errors of another realm, which code in tests and in `node:vm` throws. */
function isError(thrown: unknown): boolean {
  const isOne = () =>
    thrown instanceof Error || ERROR_TAGS.has(Object.prototype.toString.call(thrown));
  return attempt(isOne) ?? false;
}

function read(thrown: unknown, key: string): unknown {
  return attempt(() => (thrown as Record<string, unknown>)[key]);
}

function textOr(value: unknown, otherwise: string): string {
  return value === undefined ? otherwise : (attempt(() => String(value as string)) ?? otherwise);
}

/** The message is kept once if it is long: most stacks begin with it. */
function stackOf(stack: unknown, message: string): string | undefined {
  if (typeof stack !== 'string') return undefined;
  const at = message.length > LONG_MESSAGE ? stack.indexOf(message) : -1;
  return at < 0 ? stack : stack.slice(at + message.length).replace(/^\n/, '');
}

function listOf(value: unknown): { readonly items: readonly unknown[]; readonly more: number } {
  // Most errors hold no others, and catching an exception for each of a million would take time.
  if (value === undefined) return { items: [], more: 0 };
  const items = attempt(() =>
    Array.isArray(value) ? Array.from<unknown>((value as unknown[]).slice(0, WIDEST)) : [],
  );
  const length = attempt(() => (value as unknown[]).length) ?? 0;
  return { items: items ?? [], more: items?.length === WIDEST ? length - WIDEST : 0 };
}

/** Returns undefined if `action` throws: a getter or a trap of a Proxy may. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
