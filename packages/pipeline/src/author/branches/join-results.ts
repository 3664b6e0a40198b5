import { describeSource } from '../../ir/describe-source.ts';
import {
  type Body,
  type BodyResult,
  isTask,
  type JoinedFile,
  type JoinedResult,
  type Source,
} from '../../ir/graph.ts';
import { assertNoFile } from '../../ir/outputs/assert-no-file.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { isFileList, mayLackFile, routeOf } from '../../ir/outputs/route-of.ts';
import { sharedNames } from '../../ir/outputs/schema-of.ts';
import { PipelineError } from '../../pipeline-error.ts';

/** The call that joins the results of bodies. */
export interface JoinPlace {
  /** Name of the function: `when`. */
  readonly called: string;
  /** Whether the last body is a value that the user gave, which may have another shape. */
  readonly endsInValue: boolean;
}

/**
 * Returns how the results of bodies are joined, of which one runs; undefined if they return nothing.
 *
 * @throws PipelineError `PIPELINE_BRANCH_RESULTS`, `PIPELINE_LARGE_RESULT`, `PIPELINE_FILE_MAY_BE_MISSING`, `PIPELINE_EMPTY_BODY`
 */
export function joinResults(bodies: readonly Body[], place: JoinPlace): JoinedResult | undefined {
  if (bodies.every(({ scope }) => scope.tasks.length === 0)) throw noTasks(bodies);
  assertSameResults(bodies, place);
  const [first] = bodies;
  if (first?.result === undefined) return undefined;
  const results = bodies.map(({ result }) => result);
  const names = sharedNames(results);
  if (names === undefined) {
    for (const result of results) if (result?.kind === 'named') assertNoFiles(result);
    const file = results.every((one) => one?.kind === 'one')
      ? joinFile(bodies, 'output')
      : refuseFiles(results);
    return { kind: 'one', files: new Map(file === undefined ? [] : [['output', file]]) };
  }
  const files = new Map<string, JoinedFile>();
  for (const name of names) {
    const file = joinFile(bodies, name);
    if (file !== undefined) files.set(name, file);
  }
  return { kind: 'named', files };
}

function noTasks(bodies: readonly Body[]): PipelineError {
  const subject = bodies.length === 2 ? 'Neither body has' : 'None of the bodies has';
  return new PipelineError(
    'PIPELINE_EMPTY_BODY',
    `${subject} tasks. To choose between values, use expr([...], (a, b) => a > 1 ? a : b).`,
  );
}

function assertSameResults(bodies: readonly Body[], { called, endsInValue }: JoinPlace): void {
  const [first, ...others] = bodies;
  if (first === undefined) return;
  for (const [index, other] of others.entries()) {
    if (shape(first.result) === shape(other.result)) continue;
    // Without files, any value can be joined with any other one.
    const isValue = endsInValue && index === others.length - 1;
    if (isValue && first.result !== undefined) continue;
    const subject = bodies.length === 2 ? 'The two bodies' : `Two bodies of ${called}(...)`;
    throw new PipelineError(
      'PIPELINE_BRANCH_RESULTS',
      `${subject} return different results: ${shape(first.result)} and ${shape(other.result)}. Return the same from ${bodies.length === 2 ? 'both' : 'all of them'}.`,
    );
  }
}

function shape(result: BodyResult): string {
  switch (result?.kind) {
    case undefined:
      return 'nothing';
    case 'one':
      return 'one output';
    case 'named':
      return `an object of ${[...result.sources.keys()].sort().join(', ')}`;
  }
}

/** Returns how a result is passed if it is a file in all bodies; undefined if it is a value in all of them. */
function joinFile(bodies: readonly Body[], name: string): JoinedFile | undefined {
  const given = bodies.map(({ scope, result }) => {
    const source = new Map(namedResults(result)).get(name);
    if (source === undefined) throw new Error(`unreachable: all bodies return ${name}`);
    if (isTask(source)) assertNoFile(source);
    return { scope, source, route: routeOf(source), list: isFileList(source) };
  });
  const routes = new Set(given.map(({ route, list }) => `${route} ${list}`));
  const [file] = given.filter(({ route }) => route === 'file' || route === 'large');
  if (file === undefined) return undefined;
  if (routes.size > 1) throw mixedFiles(file.source);
  const outer = given.find(({ scope, source }) => source.scope !== scope);
  if (outer !== undefined) throw outerFile(outer.source);
  const lacking = given.find(({ source }) => mayLackFile(source));
  if (lacking !== undefined) throw missingFile(lacking.source);
  return { route: file.route === 'large' ? 'large' : 'file', list: file.list };
}

/** Argo cannot join a missing file with another one: the expression has no value then. */
function missingFile(source: Source): PipelineError {
  return new PipelineError(
    'PIPELINE_FILE_MAY_BE_MISSING',
    `${describeSource(source)} may be a missing file, which no body can return. Use it inside the body, or write a file in any case.`,
  );
}

function mixedFiles(source: Source): PipelineError {
  return new PipelineError(
    'PIPELINE_LARGE_RESULT',
    `${describeSource(source)} is passed as a file, but another body returns a value of another kind in its place. Return a file from all bodies, or from none.`,
  );
}

function outerFile(source: Source): PipelineError {
  return new PipelineError(
    'PIPELINE_LARGE_RESULT',
    `${describeSource(source)} is passed as a file and was created outside the body that returns it, but Argo only joins files of tasks in the bodies. Return the file of a task in the body, or use the file in both bodies.`,
  );
}

function refuseFiles(results: readonly BodyResult[]): undefined {
  for (const result of results) if (result !== undefined) assertNoFiles(result);
  return undefined;
}

/** Checks that no part of a result is a file, because it becomes a part of a value. */
function assertNoFiles(result: NonNullable<BodyResult>): void {
  for (const [, source] of namedResults(result)) {
    const route = routeOf(source);
    if (route === 'file' || route === 'large') throw mixedFiles(source);
    if (isTask(source)) assertNoFile(source);
  }
}
