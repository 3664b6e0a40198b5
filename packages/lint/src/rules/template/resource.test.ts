import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { templateResource } from './resource.ts';

checkRule(templateResource, {
  bad: [
    {
      title: 'an unknown action',
      given: withMain('resource: {action: creat, manifest: "a: 1"}'),
      want: [
        'spec.templates[2].resource.action 10: There is no action "creat", only get, create, apply, delete, replace, patch. Did you mean "create"?',
      ],
    },
    {
      title: 'no manifest',
      given: withMain('resource: {action: create}'),
      want: ['spec.templates[2].resource 10: A resource needs "manifest" or "manifestFrom".'],
    },
    {
      title: 'a manifest that is no YAML',
      given: withMain('resource: {action: create, manifest: "a: 1\\nb: ["}'),
      want: [
        'spec.templates[2].resource.manifest 10: The manifest is not valid YAML: unexpected end of the stream within a flow collection in its line 2.',
      ],
    },
    {
      title: 'a manifest from an artifact that is not there',
      given: withMain('resource: {action: create, manifest: a, manifestFrom: {artifact: {name: m}}}'),
      want: [
        'spec.templates[2].resource 10: A resource has either "manifest" or "manifestFrom", not both.',
        'spec.templates[2].resource.manifestFrom.artifact.name 10: There is no input artifact "m".',
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
