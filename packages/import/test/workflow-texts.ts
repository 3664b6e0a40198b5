/** Returns a workflow with the given templates; the first is the entrypoint. */
export function workflow(templates: string, more = ''): string {
  const indented = templates.replaceAll(/^(?=.)/gm, '    ');
  const first = /name: ([\w-]+)/.exec(templates)?.[1];
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: w-}
spec:
  entrypoint: ${first}
${more}  templates:
${indented}`;
}

/** A template with an input, an output parameter and an output artifact. */
export const echo = `- name: echo
  inputs: {parameters: [{name: text}]}
  outputs: {parameters: [{name: size, valueFrom: {path: /tmp/size}}], artifacts: [{name: file, path: /tmp/file}]}
  container: {image: busybox, command: [sh], args: ["{{inputs.parameters.text}} > {{outputs.artifacts.file.path}}"]}
`;
