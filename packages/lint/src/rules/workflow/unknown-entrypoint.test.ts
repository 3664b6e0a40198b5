import { checkRule } from '../../../test/check-rule.ts';
import { library, workflow } from '../../../test/manifests.ts';
import { unknownEntrypoint } from './unknown-entrypoint.ts';

checkRule(unknownEntrypoint, {
  bad: [
    {
      title: 'an unknown entrypoint and exit handler',
      given: workflow('entrypoint: mian\nonExit: bye\ntemplates: [{name: main, suspend: {}}]'),
      want: [
        'spec.entrypoint 5: Entrypoint "mian" is not a template of this workflow. Did you mean "main"?',
        'spec.onExit 6: Exit handler "bye" is not a template of this workflow.',
      ],
    },
  ],
  good: [
    {
      title: 'an entrypoint and an exit handler',
      given: workflow('entrypoint: main\nonExit: main\ntemplates: [{name: main, suspend: {}}]'),
    },
    {
      title: 'an entrypoint of a WorkflowTemplate of the same run',
      given:
        workflow('workflowTemplateRef: {name: lib}\nentrypoint: t') +
        library('{templates: [{name: t, suspend: {}}]}'),
    },
  ],
});
