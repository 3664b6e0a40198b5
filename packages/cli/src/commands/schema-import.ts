import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { findSchemaFiles } from '../schema/schema-files.ts';
import { schemaOptions } from '../schema/schema-options.ts';
import { minorOf, unlessInterrupted, writeReadySchema } from '../schema/write-schema.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** Imports the schema of a version of Argo, and generates models from it. */
export const schemaImportCommand: CommandSpec = {
  name: 'schema import',
  summary: 'Import the schema of a version of Argo, and generate models from it',
  details: `
Reads schema.json, swagger.json and the full CRDs from the files, or from a folder with the layout of Argo's repository
(api/jsonschema, api/openapi-spec, manifests/base/crds/full). Nothing is written if a file cannot be read.`,
  positional: {
    name: 'PATH',
    summary: "Argo's schema.json, swagger.json and CRDs, or a folder that contains them.",
    required: true,
    many: true,
    completes: 'file',
  },
  options: {
    argo: {
      summary: 'The version of Argo that the files are from, such as 4.1.2',
      type: 'text',
      value: 'VERSION',
    },
    ...schemaOptions,
    json: { summary: 'Print the results as JSON', type: 'flag' },
  },
  examples: [
    {
      line: 'tiphys schema import argo-workflows/ --argo 4.1.2',
      does: "Import from a checkout of Argo's repository",
    },
    {
      line: 'tiphys schema import schema.json --argo 4.1.2 --models src/argo',
      does: 'Generate models from a patched schema',
    },
  ],
  run: (args, world) => unlessInterrupted(() => importFiles(args, world), world),
};

async function importFiles(args: ParsedArguments, world: World): Promise<ExitCode> {
  const version = args.text('argo');
  if (version === undefined)
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      'The version of Argo is missing. Add the one that the files are from: --argo 4.1.2',
    );
  const minor = minorOf(version);
  const files = await findSchemaFiles(args.positionals, world);
  const { readSchema } = await import('@tiphys/schema');
  const { generateModels } = await import('@tiphys/codegen');
  const models = args.text('models');
  // The models are generated before anything is written, so that an error changes nothing.
  const texts =
    models === undefined
      ? undefined
      : await generateModels(readSchema(files, { version: minor, descriptions: true }));
  const written = await writeReadySchema({ files, version, texts }, args, world);
  const count = Object.keys(written.schema.definitions).length;
  const changed = written.models?.changed ?? [];
  if (args.flag('json')) {
    const result = { folder: written.definitions, definitions: count, models: changed };
    world.terminal.out(`${JSON.stringify(result, undefined, 2)}\n`);
  } else {
    const ofModels = `${Object.keys(texts ?? {}).length} model files in ${models}, ${changed.length} of them changed\n`;
    world.terminal.out(
      `${count} definitions in ${written.definitions}\n${models === undefined ? '' : ofModels}`,
    );
  }
  return ExitCode.Ok;
}
