import path from 'node:path';
import type { Issue, LintInput, LintObjects } from '@tiphys/lint';
import type { ArgoObject } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/tables';
import { shortName } from '../output/short-name.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import { isScript } from './file-kinds.ts';
import { type LoadedSource, remoteFiles } from './load-source.ts';

/** The objects of a source to check, and the version of Argo that they target. */
export interface CheckedSource {
  readonly source: LoadedSource;
  readonly objects: readonly ArgoObject[];
  readonly target?: ArgoVersion | undefined;
}

/**
 * Checks that Argo would accept the objects of a source. Prints warnings to standard error.
 *
 * @throws CliError `CLI_INVALID_MANIFEST` with all errors, at the lines of the user's source where they are known
 */
export async function assertValid(checked: CheckedSource, world: World): Promise<void> {
  const { lint, loadLintTarget, renderIssues } = await import('@tiphys/lint');
  const { source, objects, target } = checked;
  const inputs = toLintObjects(source, objects, world);
  const beside = await readBeside(remoteFiles(source), [], world);
  const options = target === undefined ? {} : { target: await loadLintTarget(target) };
  const besideFiles = new Set(beside.map(({ file }) => file));
  const issues = lint([...inputs, ...beside], options).filter(
    (issue) => !besideFiles.has(issue.file) && !isAboutOtherObject(issue),
  );
  if (issues.length === 0) return;
  const texts = await readTexts(issues, world);
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const [{ file, line, column }] = errors as [Issue];
    const location = line === undefined || column === undefined ? undefined : { file, line, column };
    throw new CliError(
      'CLI_INVALID_MANIFEST',
      `Argo would reject the manifest.\n\n${renderIssues(errors, { inputs: texts }).trimEnd()}`,
      location === undefined ? {} : { location },
    );
  }
  world.terminal.err(`${renderIssues(issues, { inputs: texts, colour: world.terminal.colour })}\n`);
}

/** Tells whether an issue is about a missing object, which may exist in the cluster if it is in none of the files. */
export function isAboutOtherObject({ rule, path: place }: Issue): boolean {
  return (
    (rule === 'call/unknown-template' && place.endsWith('.templateRef.name')) ||
    rule === 'workflow/unknown-workflow-template'
  );
}

/** Returns the objects of a source as input for lint, with the lines of the user's source where they are known. */
export function toLintObjects(
  source: LoadedSource,
  objects: readonly ArgoObject[],
  world: World,
): readonly LintObjects[] {
  const file = shortName(source.file, world.cwd);
  if (source.kind === 'objects') {
    const { exports } = source;
    return objects.map((object, index) => ({
      file,
      objects: [object],
      ...(exports?.[index] === undefined ? {} : { exportName: exports[index] }),
    }));
  }
  const { compiled, exportName } = source;
  const locate: LintObjects['locate'] = (place) => {
    const found = compiled.locate(place);
    return found === undefined ? undefined : { ...found, file: shortName(found.file, world.cwd) };
  };
  return [{ file, objects, exportName, locate }];
}

/** Returns the texts of the user's scripts that issues are in, so that the lines around them can be shown. */
export async function readTexts(issues: readonly Issue[], world: World): Promise<readonly LintInput[]> {
  const files = new Set(issues.filter(({ line }) => line !== undefined).map(({ file }) => file));
  const texts: LintInput[] = [];
  for (const file of files) {
    const place = path.resolve(world.cwd, file);
    if (isScript(place) && (await world.files.kindOf(place)) === 'file')
      texts.push({ file, text: await world.files.readText(place) });
  }
  return texts;
}

/** Returns the files that pipelines refer to, except those that the user named. They resolve references, but are not checked. */
export async function readBeside(
  files: readonly string[],
  named: readonly { readonly file: string }[],
  world: World,
): Promise<readonly LintInput[]> {
  const beside: LintInput[] = [];
  for (const file of files) {
    const shown = shortName(file, world.cwd);
    if (named.some((input) => input.file === shown) || (await world.files.kindOf(file)) !== 'file') continue;
    beside.push({ file: shown, text: await world.files.readText(file) });
  }
  return beside;
}
