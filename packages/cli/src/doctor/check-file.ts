import { assertStorable, ClientError, type Cluster, storeOf } from '@tiphys/client';
import type { Issue } from '@tiphys/lint';
import type { Workflow } from '@tiphys/models';
import type { RunnableObject } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/versions';
import { shortName } from '../output/short-name.ts';
import { isAboutOtherObject, readBeside, toLintObjects } from '../source/lint-source.ts';
import { remoteFiles } from '../source/load-source.ts';
import type { World } from '../world/world.ts';
import type { Finding } from './finding.ts';
import type { ReadFile } from './read-file.ts';

/** Most issues that are listed. */
const MOST = 5;

/** Checks a file by the rules of a version of Argo: the one of the cluster, if it is known. */
export async function checkRules(
  { source, runnable, name }: ReadFile,
  version: ArgoVersion,
  world: World,
): Promise<readonly Finding[]> {
  const check = 'rules';
  const { lint, loadLintTarget } = await import('@tiphys/lint');
  // The lines of a manifest are known only from its text.
  const text = source.kind === 'objects' ? source.text : undefined;
  const inputs =
    text === undefined
      ? toLintObjects(source, runnable, world)
      : [{ file: shortName(source.file, world.cwd), text }];
  const beside = await readBeside(remoteFiles(source), [], world);
  const besideFiles = new Set(beside.map(({ file }) => file));
  const errors = lint([...inputs, ...beside], { target: await loadLintTarget(version) }).filter(
    (issue) => issue.severity === 'error' && !besideFiles.has(issue.file) && !isAboutOtherObject(issue),
  );
  if (errors.length === 0) return [{ check, level: 'ok', message: `No errors for Argo ${version}` }];
  const shown = errors.slice(0, MOST).map(describe);
  const more = errors.length > MOST ? [`and ${errors.length - MOST} more`] : [];
  return [
    {
      check,
      level: 'problem',
      message: [`Argo ${version} would reject ${name}:`, ...shown, ...more].join('\n'),
      advice: `Run \`tiphys lint ${name} --target ${version}\` for more, or pass --target ${version} to compile for it.`,
    },
  ];
}

function describe({ file, message, line, path: place }: Issue): string {
  return `${line === undefined ? place : `${file}:${line}`}: ${message}`;
}

/** Checks that objects are not too large, and lets the server check them as it would for a submission. Nothing is stored. */
export async function checkAtServer(
  cluster: Cluster,
  objects: readonly RunnableObject[],
): Promise<readonly Finding[]> {
  const findings = await Promise.all(objects.map((object) => checkObject(cluster, object)));
  return findings.flat();
}

async function checkObject(cluster: Cluster, object: RunnableObject): Promise<readonly Finding[]> {
  const check = 'server';
  const label = `${object.kind} ${object.metadata.name ?? object.metadata.generateName ?? ''}`.trim();
  try {
    assertStorable(object);
    if (object.kind === 'Workflow') await cluster.runs.lint(object satisfies Workflow);
    else await storeOf(cluster, object.kind)?.lint(object);
    return [{ check, level: 'ok', message: `The server accepts the ${label}` }];
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const { code, message } = error;
    const isRefused = ['CLIENT_INVALID', 'CLIENT_TOO_LARGE'].includes(code);
    if (isRefused)
      return [{ check, level: 'problem', message: `The server refuses the ${label}: ${message}` }];
    return [{ check, level: 'unknown', message: `The server did not check the ${label}: ${message}` }];
  }
}
