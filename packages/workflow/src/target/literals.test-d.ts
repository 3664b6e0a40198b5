import type { Workflow } from '@tiphys/models';
import type { CronWorkflow as CronWorkflow35 } from '@tiphys/models/v3.5';
import type { Workflow as Workflow37 } from '@tiphys/models/v3.7';
import { expectTypeOf, test } from 'vitest';
import { toYaml } from '../to-yaml.ts';
import { cronWorkflow, workflow, workflowTemplate } from './literals.ts';

const metadata = {};
const main = { name: 'main', container: { image: 'busybox' } } as const;
const cron = { schedules: ['@daily'], workflowSpec: {} } as const;

test('checks every field of a literal', () => {
  const good = workflow({ metadata, spec: { entrypoint: 'main', templates: [main] } });
  expectTypeOf(good).toEqualTypeOf<Workflow>();

  // @ts-expect-error the field is called entrypoint
  workflow({ metadata, spec: { entryPoint: 'main', templates: [main] } });

  // @ts-expect-error a workflow has a spec
  workflow({ metadata });

  // @ts-expect-error the function sets the kind
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

test('checks every field of a literal of another version', () => {
  const old = { schedule: '@daily', workflowSpec: {} } as const;
  const nightly = cronWorkflow<CronWorkflow35>({ metadata, spec: old });
  expectTypeOf(nightly).toEqualTypeOf<CronWorkflow35>();
  toYaml(nightly, { target: 'v3.5' });
  const locked = workflow<Workflow37>({ metadata, spec: { synchronization: { mutex: { name: 'm' } } } });
  toYaml([nightly, locked]);

  // @ts-expect-error that version has one schedule
  cronWorkflow<CronWorkflow35>({ metadata, spec: cron });

  // @ts-expect-error that version knows no such field
  workflow<Workflow37>({ metadata, spec: { templates: [{ ...main, pendingTimeout: '5m' }] } });

  // @ts-expect-error the newest version has no mutex
  workflow({ metadata, spec: { synchronization: { mutex: { name: 'm' } } } });

  // @ts-expect-error the type is one of another kind
  workflow<CronWorkflow35>({ metadata, spec: old });
});
