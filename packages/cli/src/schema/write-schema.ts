import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SchemaDefinitions, SchemaFiles } from '@tiphys/schema';
import type { ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** A schema that was read, and the models generated from it. */
export interface ReadySchema {
  readonly files: SchemaFiles;
  /** The version of Argo with all three numbers. */
  readonly version: string;
  /** The texts of the models by path. Undefined without `--models`. */
  readonly texts: Readonly<Record<string, string>> | undefined;
}

/** What was written, with paths relative to the working directory. */
export interface ShownSchema {
  /** The folder of the definitions. */
  readonly definitions: string;
  readonly schema: SchemaDefinitions;
  /** The folder of the models, and the files in it that changed. */
  readonly models?: { readonly folder: string; readonly changed: readonly string[] };
}

/**
 * Writes the definitions of a schema to `--output`, and its models to `--models`: either both or nothing.
 *
 * @throws SchemaError `SCHEMA_IMPORT`, `SCHEMA_VERSION`; CodegenError `CODEGEN_WRITE`, `CODEGEN_FOREIGN_FILE`
 */
export async function writeReadySchema(
  { files, version, texts }: ReadySchema,
  args: ParsedArguments,
  world: World,
): Promise<ShownSchema> {
  const { writeSchema } = await import('@tiphys/migrate/upgrade');
  // Signals are not handled during reading and generating. A Ctrl-C from that time arrives here: this turn of the event loop may
  // have checked for signals already, the next one checks again.
  for (let turn = 0; turn < 2; turn++) await setImmediate();
  world.interrupted.throwIfAborted();
  const into = path.resolve(world.cwd, args.text('output') ?? path.join('schemas', 'argo'));
  const shown = (folder: string): string => path.relative(world.cwd, folder) || folder;
  const folder = args.text('models');
  const models =
    folder === undefined || texts === undefined
      ? undefined
      : { folder: path.resolve(world.cwd, folder), files: texts };
  const written = writeSchema({ files, version, into, models });
  return {
    definitions: shown(written.folder),
    schema: written.definitions,
    ...(models && { models: { folder: shown(models.folder), changed: written.changedModels } }),
  };
}

/** Runs a command that writes everything at its end. If it is interrupted before, says that nothing was changed. */
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
 * Returns the name of the models of a version: `v4.2` for `4.2.0`.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function minorOf(version: string): string {
  const minor = /^v?(\d+\.\d+)\.\d+(?:-[\w.]+)?$/.exec(version)?.[1];
  if (minor !== undefined) return `v${minor}`;
  throw new CliError(
    'CLI_OPTION_VALUE',
    `"${version}" is not a version of Argo. Write all three numbers: --argo 4.2.0`,
  );
}
