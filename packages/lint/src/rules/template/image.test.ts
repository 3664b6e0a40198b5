import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { templateImage } from './image.ts';

checkRule(templateImage, {
  bad: [
    {
      title: 'no image',
      given: withMain('script: {source: a}'),
      want: ['spec.templates[2].script 10: Template "main" needs an "image" in its "script".'],
    },
  ],
  good: [
    {
      title: 'an image from the defaults',
      given: workflow('templateDefaults: {container: {image: a}}\ntemplates: [{name: a, container: {}}]'),
    },
  ],
});
