import type { RemoteTemplate } from '../../ir/component/remote-template.ts';

/** Returns where a template is, for messages: `the template "clean" of "tools"`. */
export function whereIs({ name, template, own }: RemoteTemplate): string {
  return own === undefined ? `the template "${template}" of "${name}"` : `the template "${template}"`;
}
