import type { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** An option of a command, as data: it makes the parser, the help and the completion. */
export interface OptionSpec {
  readonly summary: string;
  readonly type: 'flag' | 'text' | 'list';
  readonly short?: string;
  /** What stands for the value in the help: `NAME=VALUE`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** What the shell completes for the value. */
  readonly completes?: 'file' | 'directory';
}

/** The positional arguments of a command. */
export interface PositionalSpec {
  /** As it stands in the help: `FILE`. */
  readonly name: string;
  readonly summary: string;
  readonly required: boolean;
  readonly many?: boolean;
  readonly choices?: readonly string[];
  readonly completes?: 'file' | 'directory';
}

/** Options shared by every command. */
export interface ParsedArguments {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  text(name: string): string | undefined;
  list(name: string): readonly string[];
}

/** A command of `tiphys`, as data. */
export interface CommandSpec {
  /** `run`, or `schema import` for a command in a group. */
  readonly name: string;
  readonly summary: string;
  /** More lines for the command's own help. */
  readonly details?: string;
  readonly positional?: PositionalSpec;
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  run(args: ParsedArguments, world: World): Promise<ExitCode>;
}
