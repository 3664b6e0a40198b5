import type { TemplateFields } from '../../manifest/fields.ts';

/** Tells whether `{{pod.name}}` has a value in a template: its nodes are pods. See docs/semantics/variables.md. */
export function hasPodName(template: TemplateFields): boolean {
  return Boolean(
    template.container || template.script || template.containerSet || template.resource || template.data,
  );
}
