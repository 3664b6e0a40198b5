/** What the component `nasty` returns: texts that JSON, Argo, the shell or a terminal could take for something else. */
export const nasty: readonly string[] = [
  'a',
  '1',
  '',
  'null',
  '{{workflow.name}}',
  '{{=1+1}}',
  '{{inputs.parameters.x}}',
  'é🙂\u007f\u0007',
  '"q\\',
  '{{{x}}}',
  '$(HOME)',
  '$$',
  'line\nline',
  '\u2028 \ue000',
];
