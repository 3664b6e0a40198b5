import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { templateBody } from './body.ts';

checkRule(templateBody, {
  bad: [
    {
      title: 'no body',
      given: withMain('inputs: {}'),
      want: [
        'spec.templates[2] 9: Template "main" has no body: add "container", "containerSet", "script", "resource", "data", "http", "plugin", "suspend", "steps" or "dag".',
      ],
    },
    {
      title: 'two bodies',
      given: withMain('container: {image: a}\nscript: {image: a, source: b}'),
      want: ['spec.templates[2] 9: Template "main" can have only one of "container" and "script".'],
    },
    {
      title: 'an inline template without a body',
      given: withMain('steps: [[{name: a, inline: {}}]]'),
      want: [
        'spec.templates[2].steps[0][0].inline 10: The inline template of step "a" has no body: add "container", "containerSet", "script", "resource", "data", "http", "plugin", "suspend", "steps" or "dag".',
      ],
    },
  ],
  good: [
    {
      title: 'one body, and a misspelt one, which another rule reports',
      given: workflow('templates: [{name: a, suspend: {}}, {name: b, contianer: {image: a}}]'),
    },
  ],
});
