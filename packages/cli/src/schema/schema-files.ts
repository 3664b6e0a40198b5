import path from 'node:path';
import type { SchemaFiles } from '@tiphys/schema';
import { findFiles } from '../source/find-files.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';

/**
 * Returns the files of Argo's schema that words name: files, or folders that hold them as Argo's repository does.
 *
 * @throws CliError `CLI_FILE_MISSING`; MigrateError `MIGRATE_SEVERAL_SCHEMAS`
 */
export async function findSchemaFiles(words: readonly string[], world: World): Promise<SchemaFiles> {
  const { classifySchemaFiles, schemaPatterns } = await import('@tiphys/migrate/upgrade');
  return classifySchemaFiles(await filesOf(words, schemaPatterns, world), world.cwd);
}

async function filesOf(
  words: readonly string[],
  patterns: readonly string[],
  world: World,
): Promise<readonly string[]> {
  const found = await Promise.all(
    words.map(async (word) => {
      if (/^https?:\/\//i.test(word))
        throw new CliError(
          'CLI_FILE_MISSING',
          `${word} is an address, and files are wanted. \`tiphys schema upgrade\` takes an address.`,
        );
      const place = path.resolve(world.cwd, word);
      const kind = await world.files.kindOf(place);
      if (kind === 'missing')
        throw new CliError('CLI_FILE_MISSING', `There is no file or folder ${place}. Check the path.`);
      if (kind === 'file') return [place];
      return findFiles(place, patterns, { ignore: ['**/crds/minimal/**'] });
    }),
  );
  return found.flat().sort();
}
