import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SchemaDefinitions, SchemaFiles } from '@tiphys/schema';
import type { ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';
import { guardModels, writeModelFiles } from './model-files.ts';

/** A schema that was read, with the models made of it. */
export interface ReadySchema {
  readonly files: SchemaFiles;
  /** All three numbers of the version of Argo. */
  readonly version: string;
  /** The texts of the models by their path; absent when none were asked for. */
  readonly texts: Readonly<Record<string, string>> | undefined;
}

/** What was written. */
export interface WrittenSchema {
  /** The folder of the definitions, as it is shown. */
  readonly definitions: string;
  readonly schema: SchemaDefinitions;
  /** The folder of the models, as it is shown, and the files in it that changed. */
  readonly models?: { readonly folder: string; readonly changed: readonly string[] };
}

/**
 * Writes the definitions of a schema, and its models where `--models` asks for them: both, or nothing.
 *
 * @throws SchemaError `SCHEMA_IMPORT`, `SCHEMA_VERSION`; CodegenError `CODEGEN_WRITE`, `CODEGEN_FOREIGN_FILE`
 */
export async function writeSchema(
  { files, version, texts }: ReadySchema,
  args: ParsedArguments,
  world: World,
): Promise<WrittenSchema> {
  // Reading and generating leave no room for signals. A Ctrl-C from meanwhile is heard here: this turn of the event loop may
  // have looked for signals before, the next one does so again.
  for (let turn = 0; turn < 2; turn++) await setImmediate();
  world.interrupted.throwIfAborted();
  const { importSchema } = await import('@tiphys/schema');
  const into = path.resolve(world.cwd, args.text('output') ?? path.join('schemas', 'argo'));
  const shown = (folder: string): string => path.relative(world.cwd, folder) || folder;
  const models = args.text('models');
  if (models === undefined || texts === undefined) {
    const { folder, definitions } = importSchema({ files, version, into });
    return { definitions: shown(folder), schema: definitions };
  }
  const target = path.resolve(world.cwd, models);
  using guard = guardModels(target, texts);
  const changed = await writeModelFiles(target, texts);
  const { folder, definitions } = importSchema({ files, version, into });
  guard.keep();
  return { definitions: shown(folder), schema: definitions, models: { folder: shown(target), changed } };
}

/** Runs a command that changes nothing before it writes all, and says so when it is interrupted before that. */
export async function unlessInterrupted(run: () => Promise<ExitCode>, world: World): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    if (!world.interrupted.aborted) throw error;
    world.terminal.err('Interrupted. Nothing was changed.\n');
    return ExitCode.Interrupted;
  }
}

/**
 * Returns the version that models are named by, `v4.2` for `4.2.0`.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function minorOf(version: string): string {
  const minor = /^v?(\d+\.\d+)\.\d+(?:-[\w.]+)?$/.exec(version)?.[1];
  if (minor !== undefined) return `v${minor}`;
  throw new CliError(
    'CLI_OPTION_VALUE',
    `"${version}" is not a version of Argo. Give all three numbers: --argo 4.2.0`,
  );
}
