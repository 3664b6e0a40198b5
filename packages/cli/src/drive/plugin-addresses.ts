import type { PluginAddress } from '@tiphys/engine';
import type { World } from '../world/world.ts';

/** Returns the environment variable with the token of a plugin: `TIPHYS_PLUGIN_TOKEN_` and its name in capitals. */
export function tokenVariable(name: string): string {
  return `TIPHYS_PLUGIN_TOKEN_${name.toUpperCase().replaceAll(/\W/g, '_')}`;
}

/** Returns plugins by their names. Their tokens are read from the environment each time, so that they are not kept with the run. */
export function pluginAddresses(
  urls: Readonly<Record<string, string>>,
  env: World['env'],
): Readonly<Record<string, PluginAddress>> {
  return Object.fromEntries(
    Object.entries(urls).map(([name, url]) => {
      const token = env[tokenVariable(name)];
      return [name, token === undefined ? { url } : { url, token }];
    }),
  );
}
