import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const wants = (parameter: string, text = '{{inputs.parameters.p}}'): string => `
  - name: wants
    inputs: {parameters: [${parameter}]}
    container: {image: busybox, command: [echo], args: ['${text}']}
`;
const mapOf = (labels: string): string =>
  `{kind: ConfigMap, metadata: {name: cfg, labels: {${labels}}}, data: {key: from the map}}`;
const map = mapOf('workflows.argoproj.io/configmap-type: Parameter');
const unseen =
  "ConfigMap 'cfg' does not exist. Please make sure it has the label workflows.argoproj.io/configmap-type: Parameter to be detectable by the controller";
const give = (value: string): string => `arguments: {parameters: [{name: p, value: ${value}}]}`;

describe('inputs of a template', () => {
  test.for<Case>([
    {
      title: 'prefer the argument to their value, and their value to their default',
      given: {
        main: `
          steps:
          - - {name: a, template: wants, ${give('given')}}
            - {name: b, template: wants}
            - {name: c, inline: {inputs: {parameters: [{name: p, default: standard}]}, container: {image: busybox, args: ['{{inputs.parameters.p}}']}}}
        `,
        templates: wants('{name: p, value: own, default: standard}'),
      },
      want: {
        said: { 'wf[0].a': 'given', 'wf[0].b': 'own', 'wf[0].c': 'standard' },
        inputs: { 'wf[0].a': ['p=given'], 'wf[0].b': ['p=own'] },
      },
    },
    {
      title: 'cannot be supplied later, even with a default in their source',
      given: {
        main: 'steps: [[{name: a, template: wants}]]',
        templates: wants('{name: p, valueFrom: {supplied: {}, default: d}}'),
      },
      want: {
        phase: 'Failed',
        message:
          'invalid spec: templates.main.steps[0].a templates.wants inputs.parameters.p was not supplied',
      },
    },
    {
      title: 'take their own default if they also declare such a source',
      given: {
        main: 'steps: [[{name: a, template: wants}]]',
        templates: wants('{name: p, default: own, valueFrom: {supplied: {}}}'),
      },
      want: { phase: 'Succeeded', said: { 'wf[0].a': 'own' }, inputs: { 'wf[0].a': ['p=own'] } },
    },
    {
      title: 'lose it to an argument that is to be supplied',
      given: {
        main: 'steps: [[{name: a, template: wants, arguments: {parameters: [{name: p, valueFrom: {supplied: {}}}]}}]]',
        templates: wants('{name: p, default: own}'),
      },
      want: {
        phase: 'Failed',
        message:
          'invalid spec: templates.main.steps[0].a templates.wants inputs.parameters.p was not supplied',
      },
    },
    {
      title: 'prefer the value of an argument to their ConfigMap',
      given: {
        main: 'steps: [[{name: a, template: wants, arguments: {parameters: [{name: p, value: given}]}}, {name: b, template: wants}]]',
        templates: wants('{name: p, valueFrom: {configMapKeyRef: {name: map, key: k}}}'),
        objects:
          '{kind: ConfigMap, metadata: {name: map, labels: {workflows.argoproj.io/configmap-type: Parameter}}, data: {k: mapped}}',
      },
      want: { said: { 'wf[0].a': 'given', 'wf[0].b': 'mapped' } },
    },
    {
      title: 'are text, whatever their YAML type',
      given: {
        main: 'steps: [[{name: a, template: wants}, {name: b, template: wants, arguments: {parameters: [{name: p, value: true}]}}]]',
        templates: wants('{name: p, default: 1.50}'),
      },
      want: { said: { 'wf[0].a': '1.5', 'wf[0].b': 'true' } },
    },
    {
      title: 'ignore unknown arguments and do not enforce their enum',
      given: {
        main: 'steps: [[{name: a, template: wants, arguments: {parameters: [{name: p, value: other}, {name: more, value: x}]}}]]',
        templates: wants('{name: p, enum: [this, that]}'),
      },
      want: { phase: 'Succeeded', said: { 'wf[0].a': 'other' }, inputs: { 'wf[0].a': ['p=other'] } },
    },
    {
      title: 'are available together as JSON',
      given: {
        main: `steps: [[{name: a, template: wants, ${give('\'"q"\'')}}]]`,
        templates: wants(
          '{name: p, default: d, description: text, enum: [d, e]}, {name: r, value: x}',
          '{{inputs.parameters}}',
        ),
      },
      want: {
        said: {
          'wf[0].a':
            '[{"name":"p","default":"d","value":"\\"q\\"","enum":["d","e"],"description":"text"},{"name":"r","value":"x"}]',
        },
      },
    },
    {
      title: 'of the entrypoint come from the arguments of the workflow',
      given: {
        main: "inputs: {parameters: [{name: p}]}\ncontainer: {image: busybox, args: ['{{inputs.parameters.p}} {{workflow.parameters.p}}']}",
        spec: give('written'),
        parameters: { p: 'given' },
      },
      want: { said: { wf: 'given given' } },
    },
    {
      title: 'can contain tags of the workflow',
      given: {
        main: `steps: [[{name: a, template: wants, ${give("'{{workflow.name}} {{nope}}'")}}]]`,
        templates: wants('{name: p}'),
      },
      want: { said: { 'wf[0].a': 'wf {{nope}}' } },
    },
    {
      title: 'include the paths of artifacts and outputs',
      given: {
        main: `
          inputs: {artifacts: [{name: f, path: /in, raw: {data: x}}]}
          outputs: {parameters: [{name: o, valueFrom: {path: /o}}], artifacts: [{name: g, path: /out}]}
          container: {image: busybox, args: ['{{inputs.artifacts.f.path}} {{outputs.parameters.o.path}} {{outputs.artifacts.g.path}}']}
        `,
      },
      want: { said: { wf: '/in /o /out' } },
    },
  ])('$title', expectPlay);
});

describe('a value from a config map', () => {
  test.for<Case>([
    {
      title: 'is read for an input, and its name and key can contain tags',
      given: {
        main: 'steps: [[{name: a, template: wants}]]',
        templates: wants(
          "{name: p, valueFrom: {configMapKeyRef: {name: cfg, key: '{{workflow.parameters.which}}'}}}",
        ),
        spec: 'arguments: {parameters: [{name: which, value: key}]}',
        objects: map,
      },
      want: { said: { 'wf[0].a': 'from the map' } },
    },
    {
      title: 'is read for an argument',
      given: {
        main: 'steps: [[{name: a, template: wants, arguments: {parameters: [{name: p, valueFrom: {configMapKeyRef: {name: cfg, key: key}}}]}}]]',
        templates: wants('{name: p, default: d}'),
        objects: map,
      },
      want: { said: { 'wf[0].a': 'from the map' } },
    },
    {
      title: 'is read for a parameter of the workflow',
      given: {
        main: "container: {image: busybox, args: ['{{workflow.parameters.p}}']}",
        spec: 'arguments: {parameters: [{name: p, valueFrom: {configMapKeyRef: {name: cfg, key: key}}}]}',
        objects: map,
      },
      want: { said: { wf: 'from the map' } },
    },
    {
      title: 'that is missing falls back to its default, or to that of the input if it is optional',
      given: {
        main: `
          steps:
          - - {name: a, template: wants}
            - {name: b, inline: {inputs: {parameters: [{name: p, default: d, valueFrom: {configMapKeyRef: {name: cfg, key: nope, optional: true}}}]}, container: {image: busybox, args: ['{{inputs.parameters.p}}']}}}
        `,
        templates: wants('{name: p, valueFrom: {default: instead, configMapKeyRef: {name: cfg, key: nope}}}'),
        objects: map,
      },
      want: { said: { 'wf[0].a': 'instead', 'wf[0].b': 'd' } },
    },
    {
      title: 'that is missing is an error',
      given: {
        main: 'steps: [[{name: a, template: wants}]]',
        templates: wants('{name: p, valueFrom: {configMapKeyRef: {name: cfg, key: nope}}}'),
        objects: map,
      },
      want: {
        phase: 'Failed',
        messages: {
          'wf[0].a':
            "unable to retrieve inputs.parameters.p from ConfigMap: ConfigMap 'cfg' does not have the key 'nope'",
        },
      },
    },
    {
      title: 'in a map that does not exist is an error',
      given: {
        main: 'steps: [[{name: a, template: wants}]]',
        templates: wants('{name: p, valueFrom: {configMapKeyRef: {name: cfg, key: key}}}'),
      },
      want: {
        phase: 'Failed',
        messages: {
          'wf[0].a': `unable to retrieve inputs.parameters.p from ConfigMap: ${unseen}`,
        },
      },
    },
    {
      title: 'in a map without the label of Argo is an error, or gives the default',
      given: {
        main: 'steps: [[{name: b, template: other}], [{name: a, template: wants}]]',
        templates: `${wants('{name: p, valueFrom: {configMapKeyRef: {name: cfg, key: key}}}')}
  - {name: other, inputs: {parameters: [{name: p, valueFrom: {default: d, configMapKeyRef: {name: cfg, key: key}}}]}, container: {image: busybox, args: ['{{inputs.parameters.p}}']}}`,
        objects: mapOf('app: x'),
      },
      want: {
        phase: 'Failed',
        messages: { 'wf[1].a': `unable to retrieve inputs.parameters.p from ConfigMap: ${unseen}` },
        said: { 'wf[0].b': 'd' },
      },
    },
    {
      title: 'in a map of another type is an error, also with a default',
      given: {
        main: 'steps: [[{name: a, template: wants}]]',
        templates: wants('{name: p, valueFrom: {default: d, configMapKeyRef: {name: cfg, key: key}}}'),
        objects: mapOf('workflows.argoproj.io/configmap-type: Cache'),
      },
      want: {
        phase: 'Failed',
        messages: {
          'wf[0].a':
            "unable to retrieve inputs.parameters.p from ConfigMap: ConfigMap 'cfg' needs to have the label workflows.argoproj.io/configmap-type: Parameter to load parameters",
        },
      },
    },
    {
      title: 'that a parameter of the workflow misses ends the run before it starts',
      given: {
        main: "container: {image: busybox, args: ['{{workflow.parameters.p}}']}",
        spec: 'arguments: {parameters: [{name: p, valueFrom: {configMapKeyRef: {name: cfg, key: key}}}]}',
        objects: mapOf('app: x'),
      },
      want: {
        phase: 'Failed',
        message: `failed to set global parameters: failed to set global parameter p from configmap with name cfg and key key: ${unseen}`,
      },
    },
  ])('$title', expectPlay);
});
