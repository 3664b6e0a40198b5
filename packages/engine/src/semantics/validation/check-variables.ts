import type { KnownNames } from './known-names.ts';
import { ANY_GLOBAL_ARTIFACT, ANY_GLOBAL_PARAMETER, ANY_ITEM } from './known-names.ts';
import { SpecProblem } from './spec-problem.ts';

const CHECKED_PREFIXES = ['item.', 'steps.', 'inputs.', 'outputs.', 'pod.', 'workflow.', 'tasks.'];
const OPEN_NAMES = [ANY_ITEM, ANY_GLOBAL_PARAMETER, ANY_GLOBAL_ARTIFACT];

/** What starts like this is known only when the workflow runs. */
const ALWAYS_KNOWN =
  /^(?:outputs\.|workflow\.(?:creationTimestamp|scheduledTime|duration)|(?:tasks|steps|node)\.name)/;
/** Argo itself adds these before it checks a workflow. */
const ADDED_BY_ARGO = /^workflow\.(?:labels|annotations)\.workflows\.argoproj\.io\//;

/**
 * Checks the simple tags of a JSON text. Expressions are never checked.
 * See docs/semantics/validation.md#the-variable-check.
 *
 * @throws SpecProblem `<label> failed to resolve {{tag}}`
 */
export function checkVariables(json: string, names: KnownNames, label: string): void {
  const tag = findTag(json, (simple) => !isKnown(simple.trim(), names));
  if (tag !== undefined) throw new SpecProblem(`${label} failed to resolve {{${tag}}}`);
}

/** Returns whether a text has a simple tag, of whatever name. */
export function hasSimpleTag(text: string): boolean {
  return findTag(text, () => true) !== undefined;
}

function findTag(text: string, isWanted: (tag: string) => boolean): string | undefined {
  for (let open = text.indexOf('{{'); open >= 0; ) {
    const close = text.indexOf('}}', open);
    if (close < 0) return undefined;
    // Of nested tags, the inner one is replaced first; the rest of the outer one is not a tag yet.
    const tag = text.slice(text.lastIndexOf('{{', close) + 2, close);
    if (!tag.startsWith('=') && isWanted(tag)) return tag;
    open = text.indexOf('{{', close + 2);
  }
  return undefined;
}

function isKnown(name: string, names: KnownNames): boolean {
  if (!CHECKED_PREFIXES.some((prefix) => name.startsWith(prefix))) return true;
  if (ALWAYS_KNOWN.test(name) || ADDED_BY_ARGO.test(name) || names.has(name)) return true;
  return OPEN_NAMES.some((open) => name.startsWith(open.slice(0, -1)) && names.has(open));
}
