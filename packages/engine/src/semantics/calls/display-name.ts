import type { TemplateFields } from '../../manifest/fields.ts';
import type { RunNode } from '../../state/node/run-node.ts';

const ANNOTATION = 'workflows.argoproj.io/display-name';
const PATTERN = /^[a-zA-Z0-9][a-zA-Z0-9-.]{0,61}[a-zA-Z0-9]$/;

/**
 * Checks the display name in the annotations of a template. See docs/semantics/nodes.md#display-name-annotation.
 *
 * @throws Error `displayName must match the regex ...`
 */
export function checkDisplayName(template: TemplateFields): void {
  const name = template.annotations?.[ANNOTATION];
  if (name !== undefined && !PATTERN.test(name))
    throw new Error(`displayName must match the regex ${PATTERN.source}`);
}

/** Sets the display name that the template of a node asks for. */
export function showDisplayName(node: RunNode, template: TemplateFields): void {
  const name = template.annotations?.[ANNOTATION];
  if (name !== undefined && PATTERN.test(name)) node.fields.displayName = name;
}
