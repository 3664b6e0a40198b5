import { type RuleCase, withMain, workflow } from './rule-case.ts';

export const templateCases: readonly RuleCase[] = [
  {
    title: 'no body',
    rule: 'template/body',
    given: withMain('inputs: {}'),
    want: [
      'spec.templates[2] 9: Template "main" has no body: one of container, containerSet, script, resource, data, http, plugin, suspend, steps, dag.',
    ],
  },
  {
    title: 'two bodies',
    rule: 'template/body',
    given: withMain('container: {image: a}\nscript: {image: a, source: b}'),
    want: [
      'spec.templates[2] 9: Template "main" has several bodies (container, script): only one is allowed.',
    ],
  },
  {
    title: 'an inline template without body',
    rule: 'template/body',
    given: withMain('steps: [[{name: a, inline: {}}]]'),
    want: [
      'spec.templates[2].steps[0][0].inline 10: The inline template of step "a" has no body: one of container, containerSet, script, resource, data, http, plugin, suspend, steps, dag.',
    ],
  },
  {
    title: 'no image',
    rule: 'template/image',
    given: withMain('script: {source: a}'),
    want: ['spec.templates[2].script 10: The script of template "main" needs an "image".'],
  },
  {
    title: 'an image from the defaults',
    rule: 'template/image',
    given: workflow('templateDefaults: {container: {image: a}}\ntemplates: [{name: a, container: {}}]'),
    want: [],
  },
  {
    title: 'an unknown action',
    rule: 'template/resource',
    given: withMain('resource: {action: creat, manifest: "a: 1"}'),
    want: [
      'spec.templates[2].resource.action 10: There is no action "creat", only get, create, apply, delete, replace, patch. Did you mean "create"?',
    ],
  },
  {
    title: 'no manifest',
    rule: 'template/resource',
    given: withMain('resource: {action: create}'),
    want: ['spec.templates[2].resource 10: A resource needs "manifest" or "manifestFrom".'],
  },
  {
    title: 'a manifest that is no YAML',
    rule: 'template/resource',
    given: withMain('resource: {action: create, manifest: "a: 1\\nb: ["}'),
    want: [
      'spec.templates[2].resource.manifest 10: The manifest is not valid YAML: unexpected end of the stream within a flow collection in its line 2.',
    ],
  },
  {
    title: 'a manifest full of tags',
    rule: 'template/resource',
    given: withMain(
      'resource: {action: "{{inputs.parameters.a}}", manifest: "a: {{=1}}\\n{{inputs.parameters.b}}: [{{c}}]"}',
    ),
    want: [],
  },
  {
    title: 'a manifest from an artifact that is not there',
    rule: 'template/resource',
    given: withMain('resource: {action: create, manifest: a, manifestFrom: {artifact: {name: m}}}'),
    want: [
      'spec.templates[2].resource 10: A resource has either "manifest" or "manifestFrom", not both.',
      'spec.templates[2].resource.manifestFrom.artifact.name 10: There is no input artifact "m".',
    ],
  },
  {
    title: 'a deadline of steps',
    rule: 'template/active-deadline',
    given: withMain('activeDeadlineSeconds: 5\nsteps: [[]]'),
    want: [
      'spec.templates[2].activeDeadlineSeconds 10: A steps template cannot have "activeDeadlineSeconds".',
    ],
  },
  {
    title: 'a deadline that is no number',
    rule: 'template/active-deadline',
    given: withMain('activeDeadlineSeconds: 5m\ncontainer: {image: a}'),
    want: [
      'spec.templates[2].activeDeadlineSeconds 10: The deadline must be a positive number of seconds, or a tag.',
    ],
  },
  {
    title: 'parallelism of a container',
    rule: 'template/parallelism',
    given: withMain('parallelism: 2\ncontainer: {image: a}'),
    want: [
      'spec.templates[2].parallelism 10: A container template runs one thing: "parallelism" belongs to a steps or dag template, or to the spec.',
    ],
  },
  {
    title: 'a timeout of a dag',
    rule: 'template/timeout',
    given: withMain('timeout: 5m\ndag: {tasks: [{name: a, template: noop}]}'),
    want: ['spec.templates[2].timeout 10: A dag template cannot have a "timeout".'],
  },
  {
    title: 'a timeout without unit',
    rule: 'template/timeout',
    given: withMain('timeout: "30"\ncontainer: {image: a}'),
    want: ['spec.templates[2].timeout 10: "30" is not a duration. Did you mean "30s"?'],
  },
  {
    title: 'a path that is taken',
    rule: 'template/mount-path',
    given: withMain(
      'inputs: {artifacts: [{name: a, path: /w, raw: {data: x}}]}\ncontainer: {image: a, volumeMounts: [{name: v, mountPath: /w}, {name: u, mountPath: /w}]}',
    ),
    want: [
      'spec.templates[2].inputs.artifacts[0].path 10: The volume "u" is already mounted at "/w".',
      'spec.templates[2].container.volumeMounts[1].mountPath 11: The volume "v" is already mounted at "/w".',
    ],
  },
  {
    title: 'a container set that waits for itself',
    rule: 'template/container-set',
    given: withMain(
      'outputs: {artifacts: [{name: o, path: /o}]}\ncontainerSet:\n  containers:\n  - {name: a, image: i, dependencies: [b]}\n  - {name: b, image: i, dependencies: [a, mainn]}',
    ),
    want: [
      'spec.templates[2].containerSet.containers 12: The containers wait for each other: a -> b -> a.',
      'spec.templates[2].containerSet.containers 12: With inputs or outputs, one container must be called "main".',
      'spec.templates[2].containerSet.containers[1].dependencies[1] 14: There is no container "mainn" in this set.',
    ],
  },
  {
    title: "a sidecar with a name of Argo's",
    rule: 'template/reserved-container',
    given: withMain('sidecars: [{name: wait, image: a}, {name: main, image: a}]\ncontainer: {image: a}'),
    want: ['spec.templates[2].sidecars[0].name 10: "wait" is the name of a container of Argo\'s own.'],
  },
  {
    title: 'an init container without name',
    rule: 'template/init-container-name',
    given: withMain('initContainers: [{image: a}]\ncontainer: {image: a}'),
    want: ['spec.templates[2].initContainers[0] 10: An init container needs a "name".'],
  },
  {
    title: 'an unknown retry policy',
    rule: 'template/retry-policy',
    given: withMain('retryStrategy: {retryPolicy: onfailure}\ncontainer: {image: a}'),
    want: [
      'spec.templates[2].retryStrategy.retryPolicy 10: There is no retry policy "onfailure", only Always, OnFailure, OnError, OnTransientError. Did you mean "OnFailure"?',
    ],
  },
  {
    title: 'resource claims of a template without pod',
    rule: 'template/resource-claims',
    given: withMain('resourceClaims: [{name: a}]\nhttp: {url: u}'),
    want: [
      'spec.templates[2].resourceClaims 10: Templates of type http create no pod, so they make no resource claims.',
    ],
  },
  {
    title: 'metrics',
    rule: 'template/metrics',
    given: withMain(
      'metrics: {prometheus: [{name: a-b, help: h, gauge: {realtime: true, value: "{{resourcesDuration.cpu}}"}}, {name: c, labels: [{key: 1x, value: a}], counter: {}}]}\ncontainer: {image: a}',
    ),
    want: [
      'spec.templates[2].metrics.prometheus[0].name 10: "a-b" is not a valid metric name: use letters, digits and "_".',
      'spec.templates[2].metrics.prometheus[0].gauge.value 10: Resource durations are only known at the end, not in real time.',
      'spec.templates[2].metrics.prometheus[1] 10: The metric "c" needs a "help" text.',
      'spec.templates[2].metrics.prometheus[1].labels[0].key 10: "1x" is not a valid label name.',
      'spec.templates[2].metrics.prometheus[1].counter 10: The counter needs a "value".',
    ],
  },
  {
    title: 'an artifact without path',
    rule: 'template/artifact-path',
    given: withMain(
      'inputs: {artifacts: [{name: a, from: x, raw: {data: d}}]}\noutputs: {artifacts: [{name: b, path: /a/../b}]}\ncontainer: {image: a}',
    ),
    want: [
      'spec.templates[2].inputs.artifacts[0] 10: The artifact "a" of template "main" needs a "path".',
      'spec.templates[2].inputs.artifacts[0] 10: The input artifact "a" cannot have "from": whoever calls the template gives it.',
      'spec.templates[2].outputs.artifacts[0].path 11: A path may not leave its folder with "..".',
    ],
  },
  {
    title: 'an artifact of steps with path',
    rule: 'template/artifact-path',
    given: withMain('inputs: {artifacts: [{name: a, path: /a}]}\nsteps: [[{name: s, template: noop}]]'),
    want: ['spec.templates[2].inputs.artifacts[0].path 10: An artifact of a steps template has no "path".'],
  },
  {
    title: 'locations without what they need',
    rule: 'template/artifact-location',
    given: withMain(
      'inputs: {artifacts: [{name: a, path: /a, git: {}}, {name: b, path: /b, hdfs: {path: b}}]}\ncontainer: {image: a}',
    ),
    want: [
      'spec.templates[2].inputs.artifacts[0].git 10: A location in git needs a "repo".',
      'spec.templates[2].inputs.artifacts[1].hdfs 10: A location in HDFS needs "addresses".',
      'spec.templates[2].inputs.artifacts[1].hdfs 10: A location in HDFS needs "hdfsUser", "krbCCacheSecret" or "krbKeytabSecret".',
      'spec.templates[2].inputs.artifacts[1].hdfs.path 10: A path in HDFS begins with "/".',
    ],
  },
  {
    title: 'output parameters without source',
    rule: 'outputs/parameter-source',
    given: withMain(
      'outputs: {parameters: [{name: a}, {name: b, value: c, valueFrom: {path: /d}}, {name: e, valueFrom: {default: f}}, {name: g, valueFrom: {path: /h, parameter: i}}]}\ncontainer: {image: a}',
    ),
    want: [
      'spec.templates[2].outputs.parameters[0] 10: The output parameter "a" needs "valueFrom" (or a "value").',
      'spec.templates[2].outputs.parameters[1] 10: The output parameter "b" has both "value" and "valueFrom": choose one.',
      'spec.templates[2].outputs.parameters[2].valueFrom 10: One of path, jqFilter, jsonPath, parameter, expression is needed here.',
      'spec.templates[2].outputs.parameters[3].valueFrom 10: Only one of path, jqFilter, jsonPath, parameter, expression may be here.',
    ],
  },
  {
    title: 'output parameters of the wrong kind of template',
    rule: 'outputs/parameter-source',
    given: withMain(
      'outputs: {parameters: [{name: a, valueFrom: {path: /a}}]}\nsteps: [[{name: s, template: noop}]]',
    ),
    want: [
      'spec.templates[2].outputs.parameters[0].valueFrom 10: The outputs of a steps template come from parameter or expression.',
    ],
  },
  {
    title: 'a global name of wrong characters',
    rule: 'outputs/global-name',
    given: withMain(
      'outputs: {parameters: [{name: a, globalName: a b, valueFrom: {path: /a}}, {name: b, globalName: "{{workflow.name}}", valueFrom: {path: /a}}]}\ncontainer: {image: a}',
    ),
    want: [
      'spec.templates[2].outputs.parameters[0].globalName 10: "a b" is not a valid global name: use letters, digits, "-" and "_".',
    ],
  },
  {
    title: 'a plugin of two names',
    rule: 'template/plugin',
    given: withMain('plugin: {a: {}, b: {}}'),
    want: [
      'spec.templates[2].plugin 10: The plugin of template "main" needs one key, the name of the plugin, and has 2.',
    ],
  },
  {
    title: 'a location in HDFS without what Kerberos needs',
    rule: 'template/artifact-location',
    given: withMain(
      'archiveLocation: {hdfs: {addresses: [a], path: /b, krbKeytabSecret: {name: a, key: k}, krbRealm: r}}\ncontainer: {image: a}',
    ),
    want: [
      'spec.templates[2].archiveLocation.hdfs 10: With Kerberos, a location in HDFS needs krbServicePrincipalName, krbConfigConfigMap, krbUsername.',
    ],
  },
  {
    title: 'paths with dots that stay where they are',
    rule: 'template/artifact-path',
    given: withMain(
      'outputs: {artifacts: [{name: b, path: /a/../a/b}, {name: c, path: ../c}, {name: d, path: /a..b/..}, {name: e, path: /ab/cd}]}\ncontainer: {image: a}',
    ),
    want: ['spec.templates[2].outputs.artifacts[2].path 10: A path may not leave its folder with "..".'],
  },
];
