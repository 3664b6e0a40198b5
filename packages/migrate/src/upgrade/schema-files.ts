import path from 'node:path';
import type { SchemaFiles } from '@tiphys/schema';
import { MigrateError } from './migrate-error.ts';

/** Glob patterns of the files of Argo's schema in a folder laid out like Argo's repository. */
export const schemaPatterns: readonly string[] = [
  '**/schema.json',
  '**/*.schema.json',
  '**/*swagger.json',
  '**/argoproj.io_*.yaml',
];

/**
 * Sorts the files of one version by their names into the schema, the swagger file and the CRDs.
 *
 * @param folder the folder to which paths in messages are relative
 * @throws MigrateError `MIGRATE_SEVERAL_SCHEMAS`
 */
export function classifySchemaFiles(files: readonly string[], folder = ''): SchemaFiles {
  const named = (pattern: RegExp): readonly string[] =>
    files.filter((file) => pattern.test(path.basename(file)));
  const swagger = named(/swagger.*\.json$/);
  const schema = named(/\.json$/).filter((file) => !swagger.includes(file));
  for (const [what, group] of [
    ['schemas', schema],
    ['swagger files', swagger],
  ] as const) {
    if (group.length <= 1) continue;
    const list = group.map((file) => path.relative(folder, file)).join(', ');
    throw new MigrateError(
      'MIGRATE_SEVERAL_SCHEMAS',
      `There are ${group.length} ${what}: ${list}. Pass the files of one version.`,
    );
  }
  return { schema: schema[0], swagger: swagger[0], crds: named(/\.ya?ml$/) };
}
