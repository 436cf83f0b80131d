/** A sign that compares two values. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
/** A sign that computes a number from two numbers. */
export type Arithmetic = '+' | '-' | '*' | '/' | '%';

/** A condition as a tree. `at` is the position of its sign or name in the text. */
export type Expression =
  | { readonly kind: 'value'; readonly value: unknown; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'not' | 'minus'; readonly of: Expression; readonly at: number }
  | {
      readonly kind: 'and' | 'or';
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'compare';
      readonly sign: Comparison;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'arithmetic';
      readonly sign: Arithmetic;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'in';
      readonly of: Expression;
      readonly items: readonly Expression[];
      readonly at: number;
    };
