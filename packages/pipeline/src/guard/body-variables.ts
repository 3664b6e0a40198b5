import { findScope, isVisible, noteRefusal } from '../author/tracing/trace-state.ts';
import type { Scope } from '../ir/graph.ts';
import { PipelineError } from '../pipeline-error.ts';
import type { GuardSite } from './guard-site.ts';

/** What is known about a variable of the user that a function inside a call assigns. */
export interface BodyVariable {
  /** The body in which it was declared; undefined outside of pipelines. */
  readonly home: Scope | undefined;
  /** The last assignment. */
  wrote: { readonly scope: Scope | undefined; readonly site: GuardSite } | undefined;
  /** The last loop whose body read a value from outside the loop. */
  readIn: Scope | undefined;
}

/** Bodies that run exactly once if anything after them runs, so that what they assign holds outside, too. */
const ALWAYS_RUN: ReadonlySet<string> = new Set(['pipeline', 'exit', 'group']);

/** Bodies that run several times. */
const REPEATED: ReadonlySet<string> = new Set(['loop', 'rounds']);

/** Starts to watch a variable that is declared now. */
export function watchVariable(): BodyVariable {
  return { home: findScope(), wrote: undefined, readIn: undefined };
}

/**
 * Records an assignment. A loop must not change a variable from outside, because its body runs only once while the pipeline is compiled.
 *
 * @throws PipelineError `PIPELINE_ASSIGNED_IN_BODY`
 */
export function assertAssignable(variable: BodyVariable, site: GuardSite, isUpdate: boolean): void {
  const scope = findScope();
  const loop = scope && innermostLoop(scope, variable.home);
  if (loop !== undefined && !wasWrittenIn(loop, variable) && (isUpdate || variable.readIn === loop)) {
    throw refuse(
      site,
      `\`${site.text}\` changes from one item of a loop to the next in JavaScript, but the body of a loop runs only once, when the pipeline is compiled. All items would get the same value. Use the index, forEach(list, (item, index) => ...), or what the loop returns.`,
    );
  }
  variable.wrote = { scope, site };
}

/**
 * Checks that a variable does not have a value from a body that may not run, or may run several times.
 *
 * @throws PipelineError `PIPELINE_ASSIGNED_IN_BODY`
 */
export function assertReadable(variable: BodyVariable, site: GuardSite): void {
  const scope = findScope();
  if (scope === undefined) return;
  const loop = innermostLoop(scope, variable.home);
  if (loop !== undefined && !wasWrittenIn(loop, variable)) variable.readIn = loop;
  const { wrote } = variable;
  const body = wrote?.scope && conditionalBody(wrote.scope, scope);
  if (wrote === undefined || body === undefined) return;
  const { line, column } = wrote.site;
  throw refuse(
    site,
    `\`${site.text}\` was assigned in the body of a ${body.kind} (line ${line}, column ${column}). Bodies run once, when the pipeline is compiled, so it would have that value even if the body does not run in the workflow. Return the value from the body: const ${site.text} = ${exampleFor(body)}.`,
  );
}

function exampleFor({ kind }: Scope): string {
  return kind === 'loop'
    ? 'forEach(list, (item) => ...)'
    : 'when(...).otherwise(...), or choose it with expr(...)';
}

function wasWrittenIn(loop: Scope, { wrote }: BodyVariable): boolean {
  return wrote?.scope !== undefined && isVisible(wrote.scope, loop);
}

/** Returns the innermost loop around a body, inside the body where a variable was declared. */
function innermostLoop(from: Scope, home: Scope | undefined): Scope | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined && scope !== home; scope = scope.parent)
    if (REPEATED.has(scope.kind)) return scope;
  return undefined;
}

/** Returns the outermost body around an assignment that may not run, or undefined if there is none outside the reader's own bodies. */
function conditionalBody(from: Scope, reader: Scope): Scope | undefined {
  let found: Scope | undefined;
  for (
    let scope: Scope | undefined = from;
    scope !== undefined && !isVisible(reader, scope);
    scope = scope.parent
  )
    if (!ALWAYS_RUN.has(scope.kind)) found = scope;
  return found;
}

function refuse({ file, line, column }: GuardSite, message: string): PipelineError {
  const error = new PipelineError('PIPELINE_ASSIGNED_IN_BODY', message, { location: { file, line, column } });
  noteRefusal(error);
  return error;
}
