import { checkRule } from '../../../test/check-rule.ts';
import { inArg, withArgs } from '../../../test/manifests.ts';
import { misspeltRoot } from './misspelt-root.ts';

checkRule(misspeltRoot, {
  bad: [
    {
      title: 'tags that begin with a misspelt variable',
      given: withArgs(
        '{{input.parameters.p}} {{workflows.name}}',
        '{{ .Values.x }} {{user.name}} {{times.x}} {{inputs}}',
      ),
      want: [
        inArg(
          0,
          'Tag {{input.parameters.p}} is left as is, because no variable begins with "input.". Did you mean {{inputs.parameters.p}}?',
        ),
        inArg(
          0,
          'Tag {{workflows.name}} is left as is, because no variable begins with "workflows.". Did you mean {{workflow.name}}?',
        ),
      ],
    },
  ],
  good: [
    {
      title: 'variables of Argo, and tags that are not similar to them',
      given: withArgs(
        '{{workflow.name}} {{inputs.parameters.num}}',
        '{{.Values.x}} {{user.name}} {{pods.x}}',
      ),
    },
  ],
});
