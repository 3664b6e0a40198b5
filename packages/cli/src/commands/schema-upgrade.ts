import type { SchemaFiles } from '@tiphys/schema';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { isKnownError } from '../output/render-error.ts';
import { COMPARISON_OPTIONS, compareVersions, renderComparison } from '../schema/compare-versions.ts';
import { findSchemaFiles } from '../schema/schema-files.ts';
import { schemaOptions } from '../schema/schema-options.ts';
import { loadVersion } from '../schema/schema-versions.ts';
import { minorOf, unlessInterrupted, writeReadySchema } from '../schema/write-schema.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** Imports the schema of a newer Argo, generates models from it, and lists the changes. */
export const schemaUpgradeCommand: CommandSpec = {
  name: 'schema upgrade',
  summary: 'Import the schema of a newer Argo, generate models, and list the changes',
  details: `
SOURCE is a file, a folder or an http(s) URL with the layout of Argo's repository (api/jsonschema/schema.json,
api/openapi-spec/swagger.json, manifests/base/crds/full/). Everything is read and generated before anything is written: if something
fails, or you press Ctrl-C, nothing is changed.`,
  positional: {
    name: 'SOURCE',
    summary: 'A file, a folder, or the URL of its root.',
    required: true,
    completes: 'file',
  },
  options: {
    argo: {
      summary: 'The version of Argo in SOURCE (default: taken from its name)',
      type: 'text',
      value: 'VERSION',
    },
    from: {
      summary: 'Compare with this version, or with an imported folder (default: the newest version)',
      type: 'text',
      value: 'VERSION',
      completes: 'version',
    },
    ...schemaOptions,
    'dry-run': { summary: 'Write nothing; only list the changes', type: 'flag' },
    timeout: {
      summary: 'Limit the download of each file to this many seconds (default: 60)',
      type: 'text',
      value: 'SECONDS',
    },
    ...COMPARISON_OPTIONS,
  },
  examples: [
    {
      line: 'tiphys schema upgrade https://github.com/argoproj/argo-workflows/tree/v4.1.2 --models src/argo',
      does: 'Generate models of a release, and list its changes',
    },
    {
      line: 'tiphys schema upgrade argo-workflows/ --argo 4.2.0 --workflows workflows/ --dry-run',
      does: 'List what a checkout would break in your files',
    },
  ],
  run: (args, world) => unlessInterrupted(() => upgrade(args, world), world),
};

async function upgrade(args: ParsedArguments, world: World): Promise<ExitCode> {
  const source = args.positionals[0] ?? '';
  const version = args.text('argo') ?? versionIn(source);
  const { newestArgoVersion } = await import('@tiphys/models/tables');
  const present = await loadVersion(args.text('from') ?? newestArgoVersion, world);
  using files = await takeFiles(source, args, world);
  const { readSchema } = await import('@tiphys/schema');
  const read = files.named(() => readSchema(files.schema, { version: minorOf(version), descriptions: true }));
  const models = args.text('models');
  const { generateModels } = await import('@tiphys/codegen');
  const texts = models === undefined ? undefined : await generateModels(read);
  const { plainDefinitions } = await import('@tiphys/migrate');
  const comparison = await compareVersions(present, plainDefinitions(read), { args, world });
  const written = args.flag('dry-run')
    ? undefined
    : await writeReadySchema({ files: files.schema, version, texts }, args, world);
  const folders = {
    ...(written && { definitions: written.definitions }),
    ...(written?.models && { models: written.models.folder }),
  };
  world.terminal.out(await renderComparison(comparison, { args, world, more: folders }));
  const lines = Object.entries(folders).map(([what, where]) => `${what}: ${where}\n`);
  if (!args.flag('json')) world.terminal.err(lines.join(''));
  return comparison.breaks.length > 0 ? ExitCode.Findings : ExitCode.Ok;
}

function versionIn(source: string): string {
  const all = source.matchAll(/(?:^|[^\d.])v?(\d+\.\d+\.\d+(?:-rc\d+)?)(?![\d.]*\d)/g);
  const found = [...all].at(-1)?.[1];
  if (found !== undefined) return found;
  throw new CliError(
    'CLI_MISSING_ARGUMENT',
    `"${source}" does not name a version of Argo. Add it: --argo 4.2.0`,
  );
}

interface TakenFiles extends Disposable {
  readonly schema: SchemaFiles;
  /** Runs an action, and replaces temporary file names in its errors with the URLs that the files are from. */
  named<T>(action: () => T): T;
}

async function takeFiles(source: string, args: ParsedArguments, world: World): Promise<TakenFiles> {
  if (!/^https?:\/\//i.test(source)) {
    const schema = await findSchemaFiles([source], world);
    return { schema, named: (action) => action(), [Symbol.dispose]: () => undefined };
  }
  const { fetchSchema } = await import('@tiphys/migrate/upgrade');
  const fetched = await fetchSchema(source, { signal: world.interrupted, timeout: timeoutOf(args) });
  return {
    schema: fetched.files,
    named: (action) => renamed(action, fetched.withAddresses),
    [Symbol.dispose]: () => fetched[Symbol.dispose](),
  };
}

function renamed<T>(action: () => T, withAddresses: (message: string) => string): T {
  try {
    return action();
  } catch (error) {
    if (!isKnownError(error)) throw error;
    throw new CliError(error.code, `${withAddresses(error.message)} Nothing was changed.`, { cause: error });
  }
}

function timeoutOf(args: ParsedArguments): number {
  const seconds = Number(args.text('timeout') ?? 60);
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= 86_400) return seconds * 1000;
  throw new CliError(
    'CLI_OPTION_VALUE',
    `--timeout takes a number of seconds between 0 and 86400, not "${args.text('timeout')}".`,
  );
}
