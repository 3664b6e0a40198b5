import { container, parameter, templatesOf, workflowTemplate } from '@tiphys/workflow';

/** Says a text. */
export const say = container('say', { inputs: { text: parameter() } }, ({ inputs }) => ({
  image: 'busybox',
  command: ['echo'],
  args: [inputs.text],
}));

/** Templates that other workflows call. */
export const library = workflowTemplate({
  metadata: { name: 'messages' },
  spec: { templates: templatesOf([say]) },
});
