import { CliError } from '../world/cli-error.ts';

/** Tells whether a path names a TypeScript or JavaScript file. */
export function isScript(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

/** Tells whether a path names a TypeScript file. */
export function isTypeScript(file: string): boolean {
  return /\.[cm]?tsx?$/.test(file);
}

/** Tells whether a path names a YAML or JSON file. */
export function isManifest(file: string): boolean {
  return /\.(?:ya?ml|json)$/.test(file);
}

/** Returns the error for a file that is neither code nor a manifest. `code` names the languages that the command reads. */
export function unsupportedFileError(
  file: string,
  code: 'TypeScript' | 'TypeScript or JavaScript',
): CliError {
  const extensions = code === 'TypeScript' ? '.ts' : '.ts, .js';
  return new CliError(
    'CLI_FILE_KIND',
    `${file} is neither ${code} (${extensions}) nor a manifest (.yaml, .yml, .json).`,
  );
}
