import type { TemplateFields } from '../../../manifest/fields.ts';
import type { RunNode } from '../../../state/node/run-node.ts';

const known = new WeakMap<TemplateFields, ReadonlySet<string>>();

/**
 * Tells whether a steps or dag template refers to the result of one of its calls. Only then is stdout captured.
 * See docs/semantics/inputs-and-outputs.md#result.
 */
export function refersToResult(boundary: RunNode, callName: string): boolean {
  const template = boundary.template;
  if (!template) return false;
  let names = known.get(template);
  if (!names) {
    names = resultNames(template);
    known.set(template, names);
  }
  return names.has(callName);
}

function resultNames(template: TemplateFields): ReadonlySet<string> {
  const prefix = template.dag ? 'tasks' : 'steps';
  const pattern = new RegExp(
    `${prefix}\\.([-\\w]+)\\.outputs\\.result|\\['([^']+)'\\]\\.outputs\\.result`,
    'g',
  );
  const names = new Set<string>();
  for (const [, dotted, bracketed] of JSON.stringify(template).matchAll(pattern))
    names.add(dotted ?? bracketed ?? '');
  return names;
}
