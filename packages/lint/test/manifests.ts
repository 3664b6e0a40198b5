/** Returns a Workflow with some of its spec, which begins in line 5. */
export function workflow(spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: wf}\nspec:\n${indent(spec)}`;
}

/**
 * Returns a Workflow whose entrypoint has a body, which begins in line 10, as the third template: the others take nothing (`noop`) and
 * one parameter (`echo`).
 */
export function withMain(body: string): string {
  return workflow(`entrypoint: main
templates:
- {name: noop, container: {image: busybox}}
- {name: echo, inputs: {parameters: [{name: text}]}, outputs: {parameters: [{name: out, valueFrom: {path: /o}}]}, container: {image: busybox}}
- name: main
${indent(body)}`);
}

/** Returns a Workflow whose entrypoint has these tasks, one a line from line 12. */
export function withTasks(...tasks: readonly string[]): string {
  return withMain(`dag:\n  tasks:\n${tasks.map((task) => `  - {${task}}`).join('\n')}`);
}

/** Returns a Workflow whose entrypoint has these steps one after the other, one a line from line 11. */
export function withSteps(...steps: readonly string[]): string {
  return withMain(`steps:\n${steps.map((step) => `- - {${step}}`).join('\n')}`);
}

/** Returns the fields of a step or task that calls `echo` with a text. */
export function callEcho(text: string): string {
  return `template: echo, arguments: {parameters: [{name: text, value: "${text}"}]}`;
}

/** Returns a Workflow whose entrypoint is a container with these arguments; its inputs are `num`, `a-b` and the artifact `f`. */
export function withArgs(...texts: readonly string[]): string {
  return withMain(
    `inputs: {parameters: [{name: num, value: "1"}, {name: a-b, value: x}], artifacts: [{name: f, path: /f, raw: {data: x}}]}\ncontainer: {image: a, args: ${JSON.stringify(texts)}}`,
  );
}

/** Returns a Workflow as {@link withArgs} does, with an expression in each argument. */
export function withExpressions(...texts: readonly string[]): string {
  return withArgs(...texts.map((text) => `{{=${text} }}`));
}

/** Returns a finding in an argument of the container of {@link withArgs}. */
export function inArg(index: number, rest: string): string {
  return `spec.templates[2].container.args[${index}] 11: ${rest}`;
}

/** Returns a further document: a WorkflowTemplate `lib`. */
export function library(spec: string): string {
  return `\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: ${spec}`;
}

/** Returns a CronWorkflow with some fields of its spec. */
export function cron(fields: string): string {
  return `kind: CronWorkflow\nmetadata: {name: c}\nspec: {${fields}, workflowSpec: {entrypoint: a, templates: [{name: a, suspend: {}}]}}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
