/** Does a command: called with its arguments, its flags and the session; returns the exit code. */
export type CommandAction = (...given: never[]) => Promise<number>;

/** An option: its flags, what it does, and how its value is read or what it is by default. */
export type OptionSpec =
  | readonly [flags: string, description: string]
  | readonly [flags: string, description: string, read: ((text: string) => unknown) | string];

/** An argument: its name, what it is, and how it is read. */
export type ArgumentSpec = readonly [name: string, what?: string, read?: (text: string) => unknown];

/** One command as data. Its module is imported when it is called: `psy --help` imports none. */
export interface CommandSpec {
  readonly name: string;
  /** One line for `psy --help`. */
  readonly summary: string;
  /** The text of its own help. */
  readonly description: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  readonly load: () => Promise<CommandAction>;
}
