import path from 'node:path';
import { CliError } from '../cli-error.ts';
import type { CommandSpec } from '../command.ts';
import { ExitCode } from '../exit-code.ts';
import { generateTexts, writeModelFiles } from '../model-files.ts';
import { findSchemaFiles } from '../schema-files.ts';
import { schemaOptions } from '../schema-options.ts';

/** Imports the schema of an Argo version, and generates models from it. */
export const schemaImportCommand: CommandSpec = {
  name: 'schema import',
  summary: 'Import the schema of an Argo version, and generate models from it',
  details: `
Takes schema.json, swagger.json and the full CRDs as they lie in Argo's repository (api/jsonschema, api/openapi-spec,
manifests/base/crds/full), or a folder that holds them. Nothing is written unless all of it could be read.`,
  positional: {
    name: 'PATH',
    summary: "Argo's schema.json, swagger.json, CRDs, or a folder with them.",
    required: true,
    many: true,
    completes: 'file',
  },
  options: {
    argo: {
      summary: 'The version of Argo that the files come from, such as 4.1.2',
      type: 'text',
      value: 'VERSION',
    },
    ...schemaOptions,
    json: { summary: 'Print what was written as JSON', type: 'flag' },
  },
  examples: [
    {
      line: 'tiphys schema import argo-workflows/ --argo 4.1.2',
      does: "Import from a checkout of Argo's repository",
    },
    {
      line: 'tiphys schema import schema.json --argo 4.1.2 --models src/argo',
      does: 'Models of a patched schema',
    },
  ],
  async run(args, world) {
    const version = args.text('argo');
    if (version === undefined)
      throw new CliError(
        'CLI_MISSING_ARGUMENT',
        'Say which version of Argo the files come from: --argo 4.1.2',
      );
    const files = await findSchemaFiles(args.positionals, world);
    const { importSchema, readSchema } = await import('@tiphys/schema');
    const models = args.text('models');
    // The models are made before anything is written: a schema that cannot be generated from leaves everything as it was.
    const generated =
      models === undefined
        ? undefined
        : await generateTexts(readSchema(files, { version, descriptions: true }));
    const { folder, definitions } = importSchema({
      files,
      version,
      into: path.resolve(world.cwd, args.text('output') ?? path.join('schemas', 'argo')),
    });
    const count = Object.keys(definitions.definitions).length;
    const written =
      generated === undefined || models === undefined
        ? []
        : await writeModelFiles(path.resolve(world.cwd, models), generated);
    const shown = path.relative(world.cwd, folder) || folder;
    if (args.flag('json'))
      world.terminal.out(
        `${JSON.stringify({ folder: shown, definitions: count, models: written }, undefined, 2)}\n`,
      );
    else
      world.terminal.out(
        `${count} definitions in ${shown}\n${models === undefined ? '' : `${Object.keys(generated ?? {}).length} files of models in ${models}, ${written.length} of them changed\n`}`,
      );
    return ExitCode.Ok;
  },
};
