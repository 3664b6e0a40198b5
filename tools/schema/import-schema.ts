import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importSchema, SchemaError } from '@tiphys/schema';

const USAGE = `Usage: npm run import -w tools/schema -- --version 4.1.2 --schema FILE --swagger FILE --crds FOLDER [--into schemas/argo]`;

const { values } = parseArgs({
  options: {
    version: { type: 'string' },
    schema: { type: 'string' },
    swagger: { type: 'string' },
    crds: { type: 'string' },
    into: { type: 'string', default: join(import.meta.dirname, '../../schemas/argo') },
  },
});

if (values.version === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    const crds =
      values.crds === undefined ? [] : readdirSync(values.crds).map((name) => join(values.crds ?? '', name));
    const result = importSchema({ version: values.version, into: values.into, files: { ...values, crds } });
    console.log(
      `${Object.keys(result.definitions.definitions).length} definitions written to ${result.folder}`,
    );
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    console.error(`${error.code}: ${error.message}`);
    process.exitCode = 2;
  }
}
