import type { StoredObject } from '@tiphys/client';
import { changeCron } from '../../cron/change-cron.ts';
import type { CommandSpec, OptionSpec } from '../../line/command.ts';
import { parameterOptions, readParameters } from '../../line/read-parameters.ts';
import { OBJECT_KINDS } from '../../objects/object-kind.ts';
import type { StoreCommand } from '../../objects/store-files.ts';
import { fitInCluster } from '../../submit/submit-source.ts';
import { CliError } from '../../world/cli-error.ts';
import { createCreateCommand } from '../objects/create.ts';
import { createDeleteCommand } from '../objects/delete.ts';
import { createLintCommand } from '../objects/lint.ts';
import { createUpdateCommand } from '../objects/update.ts';
import { renderCronObject } from './render-cron-object.ts';

/** The options that change the CronWorkflow of a file, as `argo cron create` has them. */
const changeOptions: Readonly<Record<string, OptionSpec>> = {
  ...parameterOptions,
  schedule: { summary: 'Set the schedule', type: 'text', value: 'SCHEDULE' },
  name: { summary: 'Set the name of the CronWorkflow', type: 'text', value: 'NAME' },
  'generate-name': {
    summary: 'Set the start of the name of the CronWorkflow',
    type: 'text',
    value: 'PREFIX',
  },
  entrypoint: { summary: 'Let its workflows start at this template', type: 'text', value: 'NAME' },
  serviceaccount: {
    summary: 'Let its workflows use this service account',
    type: 'text',
    value: 'NAME',
  },
  labels: {
    summary: 'Add labels to its workflows',
    type: 'list',
    short: 'l',
    value: 'KEY=VALUE,KEY=VALUE',
  },
};

async function change(object: StoredObject, { args, world, place }: StoreCommand): Promise<StoredObject> {
  if (object.kind !== 'CronWorkflow') throw new Error('unreachable: `cron create` reads CronWorkflows');
  const parameters = await readParameters(args, world);
  const names = Object.keys(parameters);
  // Nobody gives values to its workflows later.
  const given = { parameters: names, values: parameters, entrypoint: args.text('entrypoint'), starts: true };
  const changed = changeCron(object, {
    parameters: await fitInCluster(place.cluster, object, given),
    schedule: args.text('schedule'),
    name: args.text('name'),
    generateName: args.text('generate-name'),
    entrypoint: args.text('entrypoint'),
    serviceAccount: args.text('serviceaccount'),
    labels: args.list('labels'),
  });
  // The Kubernetes API would store it, and the controller would never start a workflow.
  const { findCronProblem } = await import('@tiphys/operations');
  const problem = findCronProblem(changed);
  if (problem === undefined) return changed;
  throw new CliError(
    'CLI_OPTION_VALUE',
    `Argo would reject the CronWorkflow with these options: ${problem}.`,
  );
}

/** Commands that create, change, delete and check CronWorkflows. */
export const cronObjectCommands: readonly CommandSpec[] = [
  createCreateCommand(OBJECT_KINDS.cron, { render: renderCronObject, options: changeOptions, change }),
  createUpdateCommand(OBJECT_KINDS.cron, renderCronObject),
  createDeleteCommand(OBJECT_KINDS.cron),
  createLintCommand(OBJECT_KINDS.cron),
];
