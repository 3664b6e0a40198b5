import type { Workflow } from '@tiphys/models';
import { expectTypeOf, test } from 'vitest';
import { cronWorkflow, workflow, workflowTemplate } from './literals.ts';

const metadata = {};
const main = { name: 'main', container: { image: 'busybox' } } as const;
const cron = { schedules: ['@daily'], workflowSpec: {} } as const;

test('a literal is checked to its last field', () => {
  const good = workflow({ metadata, spec: { entrypoint: 'main', templates: [main] } });
  expectTypeOf(good).toEqualTypeOf<Workflow>();

  // @ts-expect-error the field is called entrypoint
  workflow({ metadata, spec: { entryPoint: 'main', templates: [main] } });

  // @ts-expect-error a workflow has a spec
  workflow({ metadata });

  // @ts-expect-error the kind is given by the function
  workflow({ kind: 'CronWorkflow', metadata, spec: {} });

  // @ts-expect-error a template has one body
  workflowTemplate({ metadata, spec: { templates: [{ ...main, suspend: {} }] } });

  // @ts-expect-error there is no such retry policy
  workflowTemplate({ metadata, spec: { templates: [{ ...main, retryStrategy: { retryPolicy: 'No' } }] } });

  // @ts-expect-error there is no such concurrency policy
  cronWorkflow({ metadata, spec: { ...cron, concurrencyPolicy: 'Never' } });

  // @ts-expect-error a CronWorkflow has schedules
  cronWorkflow({ metadata, spec: { workflowSpec: {} } });

  // @ts-expect-error the image is text
  workflow({ metadata, spec: { templates: [{ name: 'a', container: { image: 5 } }] } });
});
