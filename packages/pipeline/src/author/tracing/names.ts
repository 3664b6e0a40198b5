import type { Scope } from '../../ir/graph.ts';
import { PipelineError } from '../../pipeline-error.ts';

/** Keywords of Argo's expression language, which cannot be task names in `depends`. */
const reservedWords: ReadonlySet<string> = new Set(
  'and or not in matches contains startsWith endsWith let if else true false nil'.split(' '),
);

const VALID_NAME = /^[a-zA-Z](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;

/** Maximum length of a task or template name. Argo accepts 128 characters, but Kubernetes shortens them in pod names. */
const LONGEST_NAME = 63;

const kebabNames = new Map<string, string>();

/** Converts the name of a function to kebab case: `listNumbers` becomes `list-numbers`. */
export function toKebabCase(name: string): string {
  const known = kebabNames.get(name);
  if (known !== undefined) return known;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .toLowerCase();
  const short = words.slice(0, LONGEST_NAME - 5).replace(/-+$/, '');
  const kebab = short === '' || reservedWords.has(short) ? `${short === '' ? 'a' : short}-task` : short;
  kebabNames.set(name, kebab);
  return kebab;
}

/**
 * Checks a name that the user chose for a task or template.
 *
 * @throws PipelineError `PIPELINE_INVALID_NAME`
 */
export function assertName(name: string, what: string): void {
  if (VALID_NAME.test(name) && name.length <= LONGEST_NAME && !reservedWords.has(name)) return;
  const reason = reservedWords.has(name) ? 'it is a keyword of Argo expressions' : 'Argo does not allow it';
  throw new PipelineError(
    'PIPELINE_INVALID_NAME',
    `The name "${name}" of ${what} is invalid: ${reason}. Use letters, digits and "-", starting with a letter, and at most ${LONGEST_NAME} characters.`,
  );
}

/** Returns a name that is free in a body: the wanted one, or with `-2`, `-3`. */
export function claimName(scope: Scope, wanted: string): string {
  const { names } = scope;
  const count = names.get(wanted);
  if (count === undefined) {
    names.set(wanted, 1);
    return wanted;
  }
  for (let next = count + 1; ; next += 1) {
    const name = `${wanted}-${next}`;
    if (names.has(name)) continue;
    names.set(wanted, next);
    names.set(name, 1);
    return name;
  }
}

/** Returns the name that the user chose for a task, or a free one. */
export function claimTaskName(scope: Scope, given: string | undefined, wanted: string): string {
  return given === undefined ? claimName(scope, wanted) : claimGivenName(scope, given);
}

/** Returns the name of a task after the only call in its body: `each-square`. */
export function nameAfter(prefix: string, { tasks }: Scope): string {
  const [task] = tasks;
  return tasks.length === 1 && task?.kind === 'call' ? `${prefix}-${task.component.name}` : prefix;
}

/**
 * Claims the name that the user chose for a task of a body.
 *
 * @throws PipelineError `PIPELINE_INVALID_NAME`, `PIPELINE_DUPLICATE_NAME`
 */
export function claimGivenName(scope: Scope, name: string): string {
  assertName(name, 'a task');
  if (scope.names.has(name)) {
    throw new PipelineError(
      'PIPELINE_DUPLICATE_NAME',
      `This body already has a task "${name}". Rename one of them.`,
    );
  }
  scope.names.set(name, 1);
  return name;
}
