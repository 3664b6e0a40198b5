import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { templateMetrics } from './metrics.ts';

checkRule(templateMetrics, {
  bad: [
    {
      title: 'metrics',
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
  ],
  good: [
    {
      title: 'a complete metric',
      given: withMain(
        'metrics: {prometheus: [{name: a_b, help: h, labels: [{key: k, value: v}], gauge: {realtime: true, value: "{{duration}}"}}]}\ncontainer: {image: a}',
      ),
    },
  ],
});
