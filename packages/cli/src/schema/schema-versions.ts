import path from 'node:path';
import type { SchemaDefinitions } from '@tiphys/schema';
import { parseArgoVersion } from '../line/argo-version.ts';
import type { World } from '../world/world.ts';

/**
 * Returns the definitions that an argument names: a supported version, the `definitions.json` of an import, or its folder. All have the
 * form of the run-time tables of the models, so that they can be compared: aliases are expanded, and fields that Argo tolerates without
 * are not required.
 *
 * @throws CliError `CLI_UNKNOWN_VERSION`; SchemaError `SCHEMA_STORED_FORM`
 */
export async function loadVersion(word: string, world: World): Promise<SchemaDefinitions> {
  const { plainDefinitions, versionDefinitions } = await import('@tiphys/migrate');
  const place = path.resolve(world.cwd, word);
  const kind = /^v?\d+(?:\.\d+)*$/.test(word) ? 'missing' : await world.files.kindOf(place);
  if (kind !== 'missing') {
    const { parseDefinitions } = await import('@tiphys/schema');
    const file = kind === 'directory' ? path.join(place, 'definitions.json') : place;
    return plainDefinitions(parseDefinitions(await world.files.readText(file), file));
  }
  return versionDefinitions(parseArgoVersion(word));
}
