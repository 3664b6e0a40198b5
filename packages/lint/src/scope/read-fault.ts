import { findFault } from './find-fault.ts';
import type { Fault, Place } from './place.ts';

/** Variables whose fields are known only at run time, or that exist only in some places. */
const UNCHECKED: ReadonlySet<string> = new Set(
  'item outputs pod node retries lastRetry cronworkflow data request response duration status exitCode resourcesDuration'.split(
    ' ',
  ),
);
const ANY_WORKFLOW =
  /^workflow\.(?:labels|annotations|creationTimestamp|scheduledTime|duration|status|failures)(?:\.|$)/;

/** Returns why an expression finds nothing at a path of names; undefined when it finds something, or when that is known only at run time. */
export function findReadFault(path: readonly string[], place: Place): Fault | undefined {
  const [root = ''] = path;
  if (UNCHECKED.has(root)) return undefined;
  if (root === 'inputs') return findInputFault(path, place);
  if (root === 'steps' || root === 'tasks') return findCallFault(path, place);
  if (root === 'workflow') return findWorkflowFault(path, place);
  return { name: root, known: [], message: `variable "${root}" does not exist` };
}

/** Tells whether expressions can have a variable of this name. */
export function isVariable(root: string): boolean {
  return UNCHECKED.has(root) || ['inputs', 'steps', 'tasks', 'workflow'].includes(root);
}

function findInputFault(path: readonly string[], place: Place): Fault | undefined {
  const [, kind, name] = path;
  if (kind === undefined || (name === undefined && (kind === 'parameters' || kind === 'artifacts')))
    return undefined;
  // The use of an artifact's path is checked with the tag, not here.
  return findFault(path.slice(0, 3).join('.'), place);
}

/** What an expression may read of a call as a whole. */
const WHOLE: ReadonlySet<string> = new Set(['', 'outputs', 'outputs.parameters', 'outputs.artifacts']);

function findCallFault(path: readonly string[], place: Place): Fault | undefined {
  const [root, name, ...answer] = path;
  if (name === undefined || (name === 'name' && answer.length === 0)) return undefined;
  const text = answer.join('.');
  // The outputs of a dag see the status of all its tasks, contrary to what Argo's own linter says.
  if (WHOLE.has(text) || (text === 'status' && !place.call)) {
    // Another rule reports a step that does not end before.
    const isThere =
      place.view.callsByName.has(name) && root === (place.view.template.dag ? 'tasks' : 'steps');
    return isThere ? undefined : findFault(`${root}.${name}.id`, place);
  }
  const depth = answer[0] === 'outputs' ? (answer[1] === 'result' ? 2 : 3) : 1;
  return findFault([root, name, ...answer.slice(0, depth)].join('.'), place);
}

function findWorkflowFault(path: readonly string[], place: Place): Fault | undefined {
  const depth = path[1] === 'outputs' ? 4 : path[1] === 'parameters' ? 3 : 2;
  const tag = path.slice(0, depth).join('.');
  if (path.length < depth || path.length === 1 || ANY_WORKFLOW.test(tag)) return undefined;
  return findFault(tag, place);
}
