import type { Issue, LintInput, LintObjects } from '@tiphys/lint';
import type { ArgoObject } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/versions';
import { shortName } from '../output/short-name.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import { isAboutOtherObject, readBeside, readTexts, toLintObjects } from './lint-source.ts';
import { remoteFiles } from './load-source.ts';
import { keyOf } from './read-objects.ts';
import type { FoundSource } from './read-sources.ts';

/** What {@link lintSources} checks. */
export interface SourcesToLint {
  readonly sources: readonly FoundSource[];
  /** Kinds of objects whose issues count. */
  readonly kinds: ReadonlySet<string>;
  readonly target?: ArgoVersion | undefined;
}

/** Issues of files, and the texts that they are in. */
export interface FoundIssues {
  readonly issues: readonly Issue[];
  readonly texts: readonly LintInput[];
}

/** Returns the issues of objects, which are checked together. Names of objects that are in none of the files may exist in a cluster. */
export async function lintSources(
  { sources, kinds, target }: SourcesToLint,
  world: World,
): Promise<FoundIssues> {
  const { lint, loadLintTarget } = await import('@tiphys/lint');
  const { convertObject } = await import('@tiphys/convert');
  // A field that the target does not have is left unchanged and reported as an issue.
  const convert = (object: ArgoObject): ArgoObject =>
    target === undefined ? object : (convertObject(object, { to: target }).object as ArgoObject);
  const inputs = sources.flatMap((found): readonly (LintInput | LintObjects)[] => {
    const { source, isFound } = found;
    const file = shortName(source.file, world.cwd);
    if (source.kind === 'objects' && source.text !== undefined) return [{ file, text: source.text, isFound }];
    const objects = source.kind === 'objects' ? source.objects : [source.compiled.manifest];
    return toLintObjects(source, objects.map(convert), world);
  });
  const checked = [...inputs, ...referencesOf(sources, world)];
  const beside = await readBeside(
    sources.flatMap(({ source }) => remoteFiles(source)),
    inputs,
    world,
  );
  const besideFiles = new Set(beside.map(({ file }) => file));
  const options = target === undefined ? {} : { target: await loadLintTarget(target) };
  const issues = lint([...checked, ...beside], options).filter(
    (issue) =>
      !besideFiles.has(issue.file) &&
      !isAboutOtherObject(issue) &&
      (issue.object === undefined || kinds.has(issue.object.kind)),
  );
  const texts = [...inputs.filter((input) => 'text' in input), ...(await readTexts(issues, world))];
  return { issues, texts };
}

/** Returns the templates that pipelines refer to, except those that are pipelines of the same files. */
function referencesOf(sources: readonly FoundSource[], world: World): readonly LintObjects[] {
  const pipelines = sources.flatMap(({ source }) => (source.kind === 'pipeline' ? [source] : []));
  const taken = new Set(pipelines.map(({ compiled }) => keyOf(compiled.manifest)));
  return pipelines.flatMap(({ file, references }) =>
    references.flatMap((object) => {
      if (taken.has(keyOf(object))) return [];
      taken.add(keyOf(object));
      return [{ file: shortName(file, world.cwd), objects: [object] }];
    }),
  );
}

/**
 * Checks that Argo would accept the objects of some kinds. Prints warnings to standard error.
 *
 * @throws CliError `CLI_INVALID_MANIFEST` with all errors, at the lines of the user's source where they are known
 */
export async function assertSourcesValid(checked: SourcesToLint, world: World): Promise<void> {
  const { renderIssues } = await import('@tiphys/lint');
  const { issues, texts } = await lintSources(checked, world);
  const errors = issues.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) {
    if (issues.length > 0)
      world.terminal.err(`${renderIssues(issues, { inputs: texts, colour: world.terminal.colour })}\n`);
    return;
  }
  const { file, line, column } = first;
  throw new CliError(
    'CLI_INVALID_MANIFEST',
    `Argo would reject the objects. Nothing was changed.\n\n${renderIssues(errors, { inputs: texts }).trimEnd()}`,
    line === undefined || column === undefined ? {} : { location: { file, line, column } },
  );
}
