import type { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** What a shell suggests for a value: files, files or folders of a path, folders, or versions of Argo. */
export type Completion = 'file' | 'directory' | 'version';

/** An option of a command. The parser, the help and the completion are derived from it. */
export interface OptionSpec {
  readonly summary: string;
  readonly type: 'flag' | 'text' | 'list';
  readonly short?: string;
  /** Placeholder of the value in the help, such as `NAME=VALUE`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** Whether the flag cannot be turned off: it says what the command does anyway. @default false */
  readonly alwaysOn?: true;
  /** Whether an empty value means something. Most come from a variable of a shell that is not set. @default false */
  readonly mayBeEmpty?: true;
  /** What a shell suggests for the value. @default nothing */
  readonly completes?: Completion;
  /** The title of a section of its own in the help. @default the options of the command */
  readonly section?: string;
}

/** The positional arguments of a command. */
export interface PositionalSpec {
  /** Placeholder in the help, such as `FILE`. */
  readonly name: string;
  readonly summary: string;
  readonly required: boolean;
  readonly many?: boolean;
  /** The arguments in the line of usage, such as `RUN [NODE]`. @default the name, with `...` if there may be many */
  readonly usage?: string;
  /** The most arguments, if there may be many. @default any number */
  readonly most?: number;
  readonly choices?: readonly string[];
  /** What a shell suggests for an argument. @default nothing */
  readonly completes?: Completion;
}

/** The arguments and options of a command line. */
export interface ParsedArguments {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  /** Tells whether a flag is turned off: `--secure=false`. */
  isOff(name: string): boolean;
  text(name: string): string | undefined;
  list(name: string): readonly string[];
}

/** A command of `tiphys`: its help, its arguments and what it does. */
export interface CommandSpec {
  /** Such as `run`, or `schema import` for a command in a group. */
  readonly name: string;
  readonly summary: string;
  /** More lines for the help of the command. */
  readonly details?: string;
  readonly positional?: PositionalSpec;
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  run(args: ParsedArguments, world: World): Promise<ExitCode>;
}
