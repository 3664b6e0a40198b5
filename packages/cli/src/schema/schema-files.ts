import path from 'node:path';
import type { SchemaFiles } from '@tiphys/schema';
import { findFiles } from '../source/find-files.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';

/**
 * Returns the files of Argo's schema that words name: files, or folders that hold them as Argo's repository does.
 *
 * @throws CliError `CLI_FILE_MISSING`, `CLI_SEVERAL_SCHEMAS`
 */
export async function findSchemaFiles(words: readonly string[], world: World): Promise<SchemaFiles> {
  return classify(await filesOf(words, world), world);
}

const patterns = ['**/schema.json', '**/*.schema.json', '**/*swagger.json', '**/argoproj.io_*.yaml'];

async function filesOf(words: readonly string[], world: World): Promise<readonly string[]> {
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

async function classify(files: readonly string[], world: World): Promise<SchemaFiles> {
  const named = (pattern: RegExp): readonly string[] =>
    files.filter((file) => pattern.test(path.basename(file)));
  const swagger = named(/swagger.*\.json$/);
  const schema = named(/\.json$/).filter((file) => !swagger.includes(file));
  const crds = named(/\.ya?ml$/);
  for (const [what, group] of [
    ['schemas', schema],
    ['swagger files', swagger],
  ] as const) {
    if (group.length > 1) {
      const list = group.map((file) => path.relative(world.cwd, file)).join(', ');
      throw new CliError(
        'CLI_SEVERAL_SCHEMAS',
        `There are ${group.length} ${what}: ${list}. Name the files of one version.`,
      );
    }
  }
  return { schema: schema[0], swagger: swagger[0], crds };
}
