import type { Issue } from './issue.ts';

/**
 * Returns issues as commands of GitHub Actions, which shows them beside the lines of a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 *
 * const inputs = [{ file: 'nightly.yaml', text: await readFile('nightly.yaml', 'utf8') }];
 * console.log(renderAnnotations(lint(inputs)));
 * ```
 */
export function renderAnnotations(issues: readonly Issue[]): string {
  return issues.map((issue) => `${renderAnnotation(issue)}\n`).join('');
}

function renderAnnotation({ severity, file, line, column, rule, message, suggestion, path }: Issue): string {
  const properties = Object.entries({ file, line, col: column, title: rule })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  // Without a line, only the path says which part of the file is meant.
  const place = line === undefined && path !== '' ? `\nat ${path}` : '';
  const help = suggestion === undefined ? '' : `\n${suggestion}`;
  return `::${severity} ${properties.join(',')}::${escapeData(`${message}${place}${help}`)}`;
}

/** As the runner of GitHub Actions reads it. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
