import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { invalidName } from './invalid.ts';

checkRule(invalidName, {
  bad: [
    {
      title: 'names of wrong characters',
      given: workflow(
        `templates:\n- {name: a_b, suspend: {}}\n- {name: ${'a'.repeat(129)}, inputs: {parameters: [{name: a.b}, {name: a_b}]}, suspend: {}}`,
      ),
      want: [
        'spec.templates[0].name 6: "a_b" is not a valid name for this template: use letters, digits and "-", beginning with a letter or digit.',
        'spec.templates[1].name 7: The name of a template may have 128 characters; this one has 129.',
        'spec.templates[1].inputs.parameters[0].name 7: "a.b" is not a valid name for this input parameter: use letters, digits, "-" and "_".',
      ],
    },
    {
      title: 'names that hold tags',
      given: `${workflow('entrypoint: e\narguments: {parameters: [{name: day, value: monday}, {name: bad, value: a_b}, {name: open}]}\ntemplates: [{name: e, suspend: {}}, {name: m, inputs: {parameters: [{name: p}]}, steps: [[{name: "run-{{inputs.parameters.p}}", template: e}, {name: "run_{{inputs.parameters.p}}", template: e}, {name: "{{workflow.parameters.day}}", template: e}, {name: "{{workflow.parameters.bad}}", template: e}, {name: "x-{{workflow.parameters.open}}", template: e}, {name: "x-{{item}}", template: e, withItems: [1]}]]}, {name: d, inputs: {parameters: [{name: p}]}, dag: {tasks: [{name: "run-{{inputs.parameters.p}}", template: e}, {name: "{{workflow.parameters.day}}", template: e}]}}]')}`,
      want: [
        'spec.templates[1].steps[0][1].name 7: "run_{{inputs.parameters.p}}" is not a valid name for this step: use letters, digits and "-", beginning with a letter or digit, and its tags need values before the workflow runs.',
        'spec.templates[1].steps[0][3].name 7: "{{workflow.parameters.bad}}" is not a valid name for this step: use letters, digits and "-", beginning with a letter or digit, and its tags need values before the workflow runs.',
        'spec.templates[1].steps[0][5].name 7: "x-{{item}}" is not a valid name for this step: use letters, digits and "-", beginning with a letter or digit.',
        'spec.templates[2].dag.tasks[0].name 7: "run-{{inputs.parameters.p}}" is not a valid name for this task: use letters, digits and "-", beginning with a letter or digit, and its tags need values before the workflow runs.',
      ],
    },
  ],
  good: [
    {
      title: 'a name with a tag that has another mistake',
      given: withMain('steps: [[{name: "a-{{inputs.parameters.b}}", template: noop}]]'),
    },
  ],
});
