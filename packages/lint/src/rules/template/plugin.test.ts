import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { templatePlugin } from './plugin.ts';

checkRule(templatePlugin, {
  bad: [
    {
      title: 'a plugin of two names',
      given: withMain('plugin: {a: {}, b: {}}'),
      want: [
        'spec.templates[2].plugin 10: The plugin of template "main" needs one key, the name of the plugin, and has 2.',
      ],
    },
  ],
  good: [
    {
      title: 'one key',
      given: withMain('plugin: {hello: {}}'),
    },
  ],
});
