import type { TemplateFields } from '../../manifest/fields.ts';

/** Tells whether a template runs as a pod, so that `{{pod.name}}` has a value in it. See docs/semantics/variables.md. */
export function isPodTemplate(template: TemplateFields): boolean {
  return Boolean(
    template.container || template.script || template.containerSet || template.resource || template.data,
  );
}
