import type { ContainerFields, TemplateFields } from '../../manifest/fields.ts';
import type { KnownNames } from './known-names.ts';
import { SpecProblem } from './spec-problem.ts';

const CHECKED_PREFIXES = ['item.', 'steps.', 'inputs.', 'outputs.', 'pod.', 'workflow.', 'tasks.'];
const ALWAYS_KNOWN = /^(outputs\.|tasks\.name$|steps\.name$|node\.name$)/;

/**
 * Checks the simple tags of a JSON text. Expressions are never checked.
 * See docs/semantics/validation.md#the-variable-check.
 *
 * @throws SpecProblem `<label> failed to resolve {{tag}}`
 */
export function checkVariables(json: string, names: KnownNames, label: string): void {
  for (let open = json.indexOf('{{'); open >= 0; ) {
    const close = json.indexOf('}}', open);
    if (close < 0) return;
    // Of nested tags, the inner one is replaced first; the rest of the outer one is not a tag yet.
    const tag = json.slice(json.lastIndexOf('{{', close) + 2, close);
    const name = tag.trim();
    if (!tag.startsWith('=') && !isKnown(name, names)) {
      throw new SpecProblem(`${label} failed to resolve {{${name}}}`);
    }
    open = json.indexOf('{{', close + 2);
  }
}

function isKnown(name: string, names: KnownNames): boolean {
  if (!CHECKED_PREFIXES.some((prefix) => name.startsWith(prefix))) return true;
  return ALWAYS_KNOWN.test(name) || names.has(name);
}

/** Returns the JSON of a container or script template in Go's field order, which messages about an unclosed tag show. */
export function leafJson(template: TemplateFields): string {
  const { container, script, ...rest } = template;
  return JSON.stringify({
    ...rest,
    ...(container && { container: inGoOrder(container) }),
    ...(script && { script: inGoOrder(script) }),
  });
}

const GO_ORDER = ['name', 'image', 'command', 'args', 'workingDir', 'ports', 'envFrom', 'env', 'resources'];

function inGoOrder(container: ContainerFields): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const field of GO_ORDER) if (container[field] !== undefined) fields[field] = container[field];
  fields.resources ??= {};
  return { ...fields, ...container };
}
