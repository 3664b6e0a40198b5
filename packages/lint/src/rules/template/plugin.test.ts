import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { templatePlugin } from './plugin.ts';

checkRule(templatePlugin, {
  bad: [
    {
      title: 'a plugin with two keys',
      given: withMain('plugin: {a: {}, b: {}}'),
      want: [
        'spec.templates[2].plugin 10: Template "main" must have one key in its "plugin", the name of the plugin, but has 2.',
      ],
    },
  ],
  good: [
    {
      title: 'a plugin with one key',
      given: withMain('plugin: {hello: {}}'),
    },
  ],
});
