import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { templateMetrics } from './metrics.ts';

checkRule(templateMetrics, {
  bad: [
    {
      title: 'incomplete and invalid metrics',
      given: withMain(
        'metrics: {prometheus: [{name: a-b, help: h, gauge: {realtime: true, value: "{{resourcesDuration.cpu}}"}}, {name: c, labels: [{key: 1x, value: a}], counter: {}}]}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].metrics.prometheus[0].name 10: Metric name "a-b" is invalid: use only letters, digits and "_", and do not begin with a digit.',
        'spec.templates[2].metrics.prometheus[0].gauge.value 10: Metric "a-b" cannot have "realtime": resource durations are known only at the end.',
        'spec.templates[2].metrics.prometheus[1] 10: Metric "c" needs a "help" text.',
        'spec.templates[2].metrics.prometheus[1].labels[0].key 10: Label name "1x" is invalid: use only letters, digits and "_", and do not begin with a digit.',
        'spec.templates[2].metrics.prometheus[1].counter 10: Metric "c" needs a "value" in its "counter".',
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
