import { CliError } from '../world/cli-error.ts';

/**
 * Returns the plugins of `--plugin NAME=URL`: their URLs by their names.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function readPlugins(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(words.map(readPlugin));
}

function readPlugin(word: string): readonly [string, string] {
  const [, name = '', address = ''] = /^([\w.-]+)=(.+)$/.exec(word) ?? [];
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.search + url.hash !== '')
    // The word may hold a token.
    throw new CliError(
      'CLI_OPTION_VALUE',
      `--plugin takes NAME=URL with the address of a plugin that runs, not "${name || word}${name ? '=...' : ''}". For example: --plugin hello=http://127.0.0.1:4355`,
    );
  if (url.username + url.password !== '')
    throw new CliError(
      'CLI_OPTION_VALUE',
      `The URL of --plugin ${name}=... must not have a user or password. Put the token of the plugin into a variable; \`tiphys run --help\` names it.`,
    );
  return [name, address.replace(/\/+$/, '')];
}
