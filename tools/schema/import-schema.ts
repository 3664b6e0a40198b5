import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { importSchema, SchemaError } from '@tiphys/schema';

const usage = `Usage: npm run import -w tools/schema -- --version 4.1.2 --schema FILE --swagger FILE --crds FOLDER

Reads Argo's schema.json, swagger.json and full CRDs, and writes schemas/argo/v4.1. Run \`npm run generate\` afterwards.
  --version  the version of Argo that the files come from, with all three numbers
  --schema   api/jsonschema/schema.json of Argo's repository
  --swagger  api/openapi-spec/swagger.json
  --crds     manifests/base/crds/full
  --into     the folder of all versions (default: schemas/argo)`;

process.exitCode = run(process.argv.slice(2));

function run(args: readonly string[]): number {
  const options = readOptions(args);
  if (options?.version === undefined) {
    console.error(usage);
    return 2;
  }
  const { version } = options;
  // npm runs the script in the folder of the workspace; paths are meant from where the user called it.
  const path = (given: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), given);
  const files = {
    schema: options.schema && path(options.schema),
    swagger: options.swagger && path(options.swagger),
    crds: options.crds?.map(path),
  };
  const into = options.into ? path(options.into) : join(import.meta.dirname, '../../schemas/argo');
  try {
    const result = importSchema({ version, into, files });
    console.log(
      `${Object.keys(result.definitions.definitions).length} definitions written to ${result.folder}`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    console.error(`${error.code}: ${error.message}`);
    return 2;
  }
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    version: text,
    schema: text,
    swagger: text,
    into: text,
    crds: { type: 'string', multiple: true },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
}
