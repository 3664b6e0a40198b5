import { container, parameter, templatesOf, workflowTemplate } from '@tiphys/workflow';

/** Prints a text. */
export const say = container('say', { inputs: { text: parameter() } }, ({ inputs }) => ({
  image: 'busybox',
  command: ['echo'],
  args: [inputs.text],
}));

/** A library of templates for other workflows. */
export const library = workflowTemplate({
  metadata: { name: 'messages' },
  spec: { templates: templatesOf([say]) },
});
