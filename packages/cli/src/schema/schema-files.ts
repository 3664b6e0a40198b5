import path from 'node:path';
import type { SchemaFiles } from '@tiphys/schema';
import { findFiles } from '../source/find-files.ts';
import { CliError } from '../world/cli-error.ts';
import { missingError } from '../world/files.ts';
import type { World } from '../world/world.ts';

/**
 * Returns the files of Argo's schema that arguments name: files, or folders with the layout of Argo's repository.
 *
 * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_KIND` for a URL; MigrateError `MIGRATE_SEVERAL_SCHEMAS`
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
          'CLI_FILE_KIND',
          `${word} is a URL. Pass files or folders, or use \`tiphys schema upgrade\`, which takes a URL.`,
        );
      const place = path.resolve(world.cwd, word);
      const kind = await world.files.kindOf(place);
      if (kind === 'missing') throw missingError(place);
      if (kind === 'file') return [place];
      return findFiles(place, patterns, { ignore: ['**/crds/minimal/**'] });
    }),
  );
  return found.flat().sort();
}
