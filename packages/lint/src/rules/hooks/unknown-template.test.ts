import { checkRule } from '../../../test/check-rule.ts';
import { withSteps, workflow } from '../../../test/manifests.ts';
import { unknownHookTemplate } from './unknown-template.ts';

checkRule(unknownHookTemplate, {
  bad: [
    {
      title: 'unknown templates of hooks',
      given: withSteps(
        'name: a, template: noop, onExit: nop, hooks: {exit: {template: noop}, x: {expression: "true", template: ech}}',
      ),
      want: [
        'spec.templates[2].steps[0][0].onExit 11: Template "nop" does not exist. Did you mean "noop"?',
        'spec.templates[2].steps[0][0].hooks.x.template 11: Template "ech" does not exist. Did you mean "echo"?',
      ],
    },
  ],
  good: [
    {
      title: 'templates that exist, and a name that is a tag',
      given: withSteps(
        'name: a, template: noop, onExit: noop, hooks: {exit: {template: echo}, x: {expression: "true", template: "{{workflow.parameters.t}}"}}',
      ),
    },
    {
      title: 'hooks that a WorkflowTemplate resolves',
      given: workflow('workflowTemplateRef: {name: lib}\nhooks: {exit: {template: bye}}'),
    },
  ],
});
