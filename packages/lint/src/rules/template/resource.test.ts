import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { templateResource } from './resource.ts';

checkRule(templateResource, {
  bad: [
    {
      title: 'an unknown action',
      given: withMain('resource: {action: creat, manifest: "a: 1"}'),
      want: [
        'spec.templates[2].resource.action 10: Action "creat" does not exist: use get, create, apply, delete, replace or patch. Did you mean "create"?',
      ],
    },
    {
      title: 'no manifest',
      given: withMain('resource: {action: create}'),
      want: ['spec.templates[2].resource 10: "resource" needs "manifest" or "manifestFrom".'],
    },
    {
      title: 'a manifest that is not YAML',
      given: withMain('resource: {action: create, manifest: "a: 1\\nb: ["}'),
      want: [
        'spec.templates[2].resource.manifest 10: The manifest is not valid YAML: unexpected end of the stream within a flow collection in line 2.',
      ],
    },
    {
      title: 'a manifest from an artifact that does not exist',
      given: withMain('resource: {action: create, manifest: a, manifestFrom: {artifact: {name: m}}}'),
      want: [
        'spec.templates[2].resource 10: "resource" has both "manifest" and "manifestFrom": use one of them.',
        'spec.templates[2].resource.manifestFrom.artifact.name 10: Input artifact "m" does not exist.',
      ],
    },
  ],
  good: [
    {
      title: 'a manifest full of tags',
      given: withMain(
        'resource: {action: "{{inputs.parameters.a}}", manifest: "a: {{=1}}\\n{{inputs.parameters.b}}: [{{c}}]"}',
      ),
    },
  ],
});
