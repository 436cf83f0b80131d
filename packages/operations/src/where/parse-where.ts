import type { Arithmetic, Comparison, Expression } from './expression.ts';
import { tokensOf, type Token } from './tokens.ts';
import { whereError } from './where-error.ts';

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '=']);
/** Words that are values. `nan` equals NaN, `null` equals a value that is missing. */
const VALUES: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  nan: NaN,
  inf: Infinity,
};
const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in']);
/** The most parts of a condition, so that deep ones do not fill the stack. */
const MOST_PARTS = 300;

/**
 * Returns a condition as a tree. Nothing of it is executed as code. Throws `PSYRUN_USAGE` for one that
 * cannot be understood.
 *
 * @example
 * ```ts
 * parseWhere('x');
 * // => { kind: 'name', name: 'x', at: 0 }
 * ```
 */
export function parseWhere(condition: string): Expression {
  return new Parser(condition).whole();
}

/** Reads a condition from left to right. What binds weakest is read first. */
class Parser {
  readonly #condition: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(condition: string) {
    this.#condition = condition;
    this.#tokens = tokensOf(condition);
    if (this.#tokens.length > MOST_PARTS) {
      throw whereError(condition, 0, `It has more than ${MOST_PARTS} parts.`);
    }
  }

  whole(): Expression {
    const expression = this.#or();
    const { kind, at, text } = this.#token;
    if (kind !== 'end') throw whereError(this.#condition, at, `'${text}' is not expected there.`);
    return expression;
  }

  #or(): Expression {
    let left = this.#and();
    for (let at; (at = this.#take('or', '||')?.at) !== undefined;) {
      left = { kind: 'or', left, right: this.#and(), at };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    for (let at; (at = this.#take('and', '&&')?.at) !== undefined;) {
      left = { kind: 'and', left, right: this.#not(), at };
    }
    return left;
  }

  #not(): Expression {
    const taken = this.#take('not', '!');
    return taken === undefined
      ? this.#comparison()
      : { kind: 'not', of: this.#not(), at: taken.at };
  }

  #comparison(): Expression {
    const left = this.#sum();
    const within = this.#take('in');
    if (within !== undefined) return { kind: 'in', of: left, items: this.#list(), at: within.at };
    const { at, text } = this.#token;
    const taken = this.#take(...COMPARISONS);
    if (taken === undefined) return left;
    const sign = (text === '=' ? '==' : text) as Comparison;
    const compared: Expression = { kind: 'compare', sign, left, right: this.#sum(), at };
    if (COMPARISONS.has(this.#token.text) && this.#token.kind === 'sign') {
      const problem = 'Only two values are compared.';
      throw whereError(this.#condition, this.#token.at, problem, 'Write 1 < x and x < 3.');
    }
    return compared;
  }

  #list(): Expression[] {
    this.#expect('[');
    const items = [this.#sum()];
    while (this.#take(',') !== undefined) items.push(this.#sum());
    this.#expect(']');
    return items;
  }

  #sum(): Expression {
    return this.#chain(['+', '-'], () => this.#product());
  }

  #product(): Expression {
    return this.#chain(['*', '/', '%'], () => this.#signed());
  }

  #chain(signs: readonly Arithmetic[], part: () => Expression): Expression {
    let left = part();
    for (let taken; (taken = this.#take(...signs)) !== undefined;) {
      const sign = taken.text as Arithmetic;
      left = { kind: 'arithmetic', sign, left, right: part(), at: taken.at };
    }
    return left;
  }

  #signed(): Expression {
    const taken = this.#take('-');
    return taken === undefined
      ? this.#single()
      : { kind: 'minus', of: this.#signed(), at: taken.at };
  }

  #single(): Expression {
    const { kind, text, at } = this.#token;
    if (this.#take('(') !== undefined) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    if (kind === 'end' || kind === 'sign' || this.#isWord()) {
      const found = kind === 'end' ? 'its end' : `'${text}'`;
      throw whereError(this.#condition, at, `A value is expected there, not ${found}.`);
    }
    this.#next++;
    if (kind === 'text') return { kind: 'value', value: text, at };
    if (kind === 'number') return { kind: 'value', value: Number(text), at };
    if (!this.#isQuoted(at) && Object.hasOwn(VALUES, text)) {
      return { kind: 'value', value: VALUES[text], at };
    }
    return { kind: 'name', name: text, at };
  }

  get #token(): Token {
    return this.#tokens[this.#next]!;
  }

  /** Takes the next part if it is one of these words or signs. */
  #take(...texts: readonly string[]): Token | undefined {
    const token = this.#token;
    const isPlain = token.kind === 'sign' || this.#isWord();
    if (!isPlain || !texts.includes(token.text)) return undefined;
    this.#next++;
    return token;
  }

  #expect(sign: string): void {
    if (this.#take(sign) !== undefined) return;
    throw whereError(this.#condition, this.#token.at, `'${sign}' is expected there.`);
  }

  #isWord(): boolean {
    const { kind, text, at } = this.#token;
    return kind === 'name' && WORDS.has(text) && !this.#isQuoted(at);
  }

  #isQuoted(at: number): boolean {
    return this.#condition[at] === '`';
  }
}
