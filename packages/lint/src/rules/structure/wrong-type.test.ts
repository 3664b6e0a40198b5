import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { wrongType } from './wrong-type.ts';

checkRule(wrongType, {
  bad: [
    {
      title: 'a number for a string',
      given: workflow('serviceAccountName: 5'),
      want: ['spec.serviceAccountName 5: Value must be a string, not the number 5. Quote it: "5".'],
    },
    {
      title: 'a word that YAML reads as a boolean',
      given: withMain('metadata: {labels: {a: yes}}\ncontainer: {image: a}'),
      want: [
        'spec.templates[2].metadata.labels.a 10: Value must be a string, not the boolean true. Quote it: "yes".',
      ],
    },
    {
      title: 'an octal number and short words, with the text of the file in the suggestion',
      given: withMain('container: {image: a, command: [echo, on], args: [010, n]}'),
      want: [
        'spec.templates[2].container.command[1] 10: Value must be a string, not the boolean true. Quote it: "on".',
        'spec.templates[2].container.args[0] 10: Value must be a string, not the number 8. Quote it: "010".',
        'spec.templates[2].container.args[1] 10: Value must be a string, not the boolean false. Quote it: "n".',
      ],
    },
    {
      title: 'an object for a list',
      given: workflow('arguments: {parameters: {name: a}}'),
      want: ['spec.arguments.parameters 5: Value must be a list, not an object. Begin each item with "- ".'],
    },
    {
      title: 'a string for a list of strings',
      given: withMain('container: {image: a, command: sh}'),
      want: [
        'spec.templates[2].container.command 10: Value must be a list, not the string "sh". Write ["sh"].',
      ],
    },
    {
      title: 'steps without groups',
      given: withMain('steps:\n- name: a'),
      want: [
        'spec.templates[2].steps[0] 11: Value must be a list, not an object. Begin each item with "- ".',
      ],
    },
    {
      title: 'text that is not a quantity',
      given: withMain('container: {image: a, resources: {limits: {cpu: "1 core", memory: 1Gi}}}'),
      want: [
        'spec.templates[2].container.resources.limits.cpu 10: Value must be a quantity such as 500m or 1Gi, not the string "1 core".',
      ],
    },
    {
      title: 'words for numbers and booleans, fractions for integers, and texts for mappings',
      given: workflow(
        'suspend: maybe\nparallelism: 1.5\nnodeSelector: a\ntemplates: [{name: a, retryStrategy: {limit: 1.5}, container: {image: a}, metadata: []}]',
      ),
      want: [
        'spec.suspend 5: Value must be true or false, not the string "maybe".',
        'spec.parallelism 6: Value must be an integer, not the number 1.5.',
        'spec.nodeSelector 7: Value must be a mapping, not the string "a".',
        'spec.templates[0].retryStrategy.limit 8: Value must be an integer or a string, not the number 1.5.',
        'spec.templates[0].metadata 8: Value must be an object (Metadata), not a list.',
      ],
    },
  ],
  good: [
    {
      title: 'numbers as values of parameters, and null',
      given: workflow('arguments: {parameters: [{name: a, value: 5}], artifacts: null}'),
    },
  ],
});
