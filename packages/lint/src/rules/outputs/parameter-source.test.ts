import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { outputParameterSource } from './parameter-source.ts';

checkRule(outputParameterSource, {
  bad: [
    {
      title: 'output parameters without a source, and with two',
      given: withMain(
        'outputs: {parameters: [{name: a}, {name: b, value: c, valueFrom: {path: /d}}, {name: e, valueFrom: {default: f}}, {name: g, valueFrom: {path: /h, parameter: i}}]}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].outputs.parameters[0] 10: Output parameter "a" needs "valueFrom" or a "value".',
        'spec.templates[2].outputs.parameters[1] 10: Output parameter "b" has both "value" and "valueFrom": use one of them.',
        'spec.templates[2].outputs.parameters[2].valueFrom 10: Output parameter "e" needs one of "path", "jqFilter", "jsonPath", "parameter" or "expression" in its "valueFrom".',
        'spec.templates[2].outputs.parameters[3].valueFrom 10: Output parameter "g" can have only one of "path", "jqFilter", "jsonPath", "parameter" and "expression" in its "valueFrom".',
      ],
    },
    {
      title: 'a source that does not fit the template',
      given: withMain(
        'outputs: {parameters: [{name: a, valueFrom: {path: /a}}]}\nsteps: [[{name: s, template: noop}]]',
      ),
      want: [
        'spec.templates[2].outputs.parameters[0].valueFrom 10: Output parameter "a" of a steps template must come from "parameter" or "expression".',
      ],
    },
  ],
  good: [
    {
      title: 'a source that fits the template',
      given: workflow(
        'templates: [{name: a, outputs: {parameters: [{name: p, valueFrom: {path: /p, default: x}}]}, container: {image: a}}, {name: b, outputs: {parameters: [{name: p, valueFrom: {jsonPath: x}}]}, resource: {action: get}}, {name: c, outputs: {parameters: [{name: p, valueFrom: {expression: x}}]}, steps: []}, {name: d, outputs: {parameters: [{name: p, valueFrom: {supplied: {}}}]}, suspend: {}}, {name: e, outputs: {parameters: [{name: p, value: x}]}, container: {image: a}}]',
      ),
    },
  ],
});
