import { checkRule } from '../../../test/check-rule.ts';
import { inArg, withArgs } from '../../../test/manifests.ts';
import { misspeltRoot } from './misspelt-root.ts';

checkRule(misspeltRoot, {
  bad: [
    {
      title: 'tags that begin nearly like a variable',
      given: withArgs(
        '{{input.parameters.p}} {{workflows.name}}',
        '{{ .Values.x }} {{user.name}} {{times.x}} {{inputs}}',
      ),
      want: [
        inArg(
          0,
          'Nothing begins with "input.", so {{input.parameters.p}} stays as it is. Did you mean {{inputs.parameters.p}}?',
        ),
        inArg(
          0,
          'Nothing begins with "workflows.", so {{workflows.name}} stays as it is. Did you mean {{workflow.name}}?',
        ),
      ],
    },
  ],
  good: [
    {
      title: 'variables of Argo, and tags that are nothing like them',
      given: withArgs(
        '{{workflow.name}} {{inputs.parameters.num}}',
        '{{.Values.x}} {{user.name}} {{pods.x}}',
      ),
    },
  ],
});
