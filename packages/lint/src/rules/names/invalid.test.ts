import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { invalidName } from './invalid.ts';

checkRule(invalidName, {
  bad: [
    {
      title: 'names with invalid characters',
      given: workflow(
        `templates:\n- {name: a_b, suspend: {}}\n- {name: ${'a'.repeat(129)}, inputs: {parameters: [{name: a.b}, {name: a_b}]}, suspend: {}}`,
      ),
      want: [
        'spec.templates[0].name 6: Template name "a_b" is invalid: use only letters, digits and "-", and begin with a letter or digit.',
        'spec.templates[1].name 7: Template name has 129 characters: the limit is 128.',
        'spec.templates[1].inputs.parameters[0].name 7: Input parameter name "a.b" is invalid: use only letters, digits, "-" and "_".',
      ],
    },
    {
      title: 'names with tags',
      given: `${workflow('entrypoint: e\narguments: {parameters: [{name: day, value: monday}, {name: bad, value: a_b}, {name: open}]}\ntemplates: [{name: e, suspend: {}}, {name: m, inputs: {parameters: [{name: p}]}, steps: [[{name: "run-{{inputs.parameters.p}}", template: e}, {name: "run_{{inputs.parameters.p}}", template: e}, {name: "{{workflow.parameters.day}}", template: e}, {name: "{{workflow.parameters.bad}}", template: e}, {name: "x-{{workflow.parameters.open}}", template: e}, {name: "x-{{item}}", template: e, withItems: [1]}]]}, {name: d, inputs: {parameters: [{name: p}]}, dag: {tasks: [{name: "run-{{inputs.parameters.p}}", template: e}, {name: "{{workflow.parameters.day}}", template: e}]}}]')}`,
      want: [
        'spec.templates[1].steps[0][1].name 7: Step name "run_{{inputs.parameters.p}}" is invalid: use only letters, digits and "-", and begin with a letter or digit. Its tags need values before the workflow runs.',
        'spec.templates[1].steps[0][3].name 7: Step name "{{workflow.parameters.bad}}" is invalid: use only letters, digits and "-", and begin with a letter or digit. Its tags need values before the workflow runs.',
        'spec.templates[1].steps[0][5].name 7: Step name "x-{{item}}" is invalid: use only letters, digits and "-", and begin with a letter or digit.',
        'spec.templates[2].dag.tasks[0].name 7: Task name "run-{{inputs.parameters.p}}" is invalid: use only letters, digits and "-", and begin with a letter or digit. Its tags need values before the workflow runs.',
      ],
    },
  ],
  good: [
    {
      title: 'a name with a tag that another rule reports',
      given: withMain('steps: [[{name: "a-{{inputs.parameters.b}}", template: noop}]]'),
    },
  ],
});
