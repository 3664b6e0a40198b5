import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { wrongType } from './wrong-type.ts';

checkRule(wrongType, {
  bad: [
    {
      title: 'a number for a string',
      given: workflow('serviceAccountName: 5'),
      want: ['spec.serviceAccountName 5: This must be a string, not the number 5. Put it in quotes: "5".'],
    },
    {
      title: 'a word that YAML takes for a truth value',
      given: withMain('metadata: {labels: {a: yes}}\ncontainer: {image: a}'),
      want: [
        'spec.templates[2].metadata.labels.a 10: This must be a string, not the truth value true. Put it in quotes: "yes".',
      ],
    },
    {
      title: 'an octal number and short words, quoted as they are written',
      given: withMain('container: {image: a, command: [echo, on], args: [010, n]}'),
      want: [
        'spec.templates[2].container.command[1] 10: This must be a string, not the truth value true. Put it in quotes: "on".',
        'spec.templates[2].container.args[0] 10: This must be a string, not the number 8. Put it in quotes: "010".',
        'spec.templates[2].container.args[1] 10: This must be a string, not the truth value false. Put it in quotes: "n".',
      ],
    },
    {
      title: 'an object for a list',
      given: workflow('arguments: {parameters: {name: a}}'),
      want: ['spec.arguments.parameters 5: This must be a list, not an object. Begin the item with "- ".'],
    },
    {
      title: 'a string for a list of strings',
      given: withMain('container: {image: a, command: sh}'),
      want: [
        'spec.templates[2].container.command 10: This must be a list, not the string "sh". Write ["sh"].',
      ],
    },
    {
      title: 'steps without groups',
      given: withMain('steps:\n- name: a'),
      want: ['spec.templates[2].steps[0] 11: This must be a list, not an object. Begin the item with "- ".'],
    },
    {
      title: 'a quantity that is none',
      given: withMain('container: {image: a, resources: {limits: {cpu: "1 core", memory: 1Gi}}}'),
      want: [
        'spec.templates[2].container.resources.limits.cpu 10: This must be a quantity such as 500m or 1Gi, not the string "1 core".',
      ],
    },
  ],
  good: [
    {
      title: 'numbers as values of parameters, and null anywhere',
      given: workflow('arguments: {parameters: [{name: a, value: 5}], artifacts: null}'),
    },
  ],
});
