import { type LintInput, lint } from '../../src/index.ts';

/** A manifest, and what one rule says of it: `path line: message`. */
export interface RuleCase {
  readonly title: string;
  readonly rule: string;
  readonly given: string;
  readonly want: readonly string[];
}

/** A Workflow with some of its spec. */
export function workflow(spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: wf}\nspec:\n${indent(spec)}`;
}

/** A Workflow whose entrypoint has a body, beside templates that take nothing (`noop`) and one parameter (`echo`). */
export function withMain(body: string): string {
  return workflow(`entrypoint: main
templates:
- {name: noop, container: {image: busybox}}
- {name: echo, inputs: {parameters: [{name: text}]}, outputs: {parameters: [{name: out, valueFrom: {path: /o}}]}, container: {image: busybox}}
- name: main
${indent(body)}`);
}

/** Gives what a rule says of a text. */
export function findingsOf(rule: string, given: string): readonly string[] {
  const input: LintInput = { file: 'wf.yaml', text: given };
  return lint([input])
    .filter((issue) => issue.rule === rule)
    .map(
      ({ path, line, message, suggestion }) =>
        `${path} ${line}: ${message}${suggestion ? ` ${suggestion}` : ''}`,
    );
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
