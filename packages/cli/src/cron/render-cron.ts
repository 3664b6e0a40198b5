import type { CronWorkflow } from '@tiphys/models';
import { findCronProblem, nextCronTime } from '@tiphys/operations';
import { renderSection, renderTable } from '../show/render-table.ts';
import { shownPath } from '../show/shown-path.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import type { StoredCron } from './cron-store.ts';

/** Returns CronWorkflows as a table with the columns of `argo cron list`. */
export async function renderCronList(stored: readonly StoredCron[], world: World): Promise<string> {
  const { formatSpan } = await import('@tiphys/view');
  const now = world.now();
  const rows = stored.map(({ cron }) => [
    cron.metadata.name ?? '',
    formatSpan(cron.metadata.creationTimestamp, now) || '-',
    formatSpan(cron.status?.lastScheduledTime, now) || 'N/A',
    formatSpan(now, nextOf(cron, now)?.getTime()) || 'N/A',
    schedulesOf(cron),
    cron.spec.timezone ?? '',
    String(cron.spec.suspend ?? false),
  ]);
  return renderTable([
    ['NAME', 'AGE', 'LAST RUN', 'NEXT RUN', 'SCHEDULES', 'TIMEZONE', 'SUSPENDED'],
    ...rows,
  ]);
}

/** Returns a CronWorkflow for people. */
export function renderCron({ cron, file }: StoredCron, world: World): string {
  const { bold } = coloursOf(world.terminal);
  const { metadata, spec, status } = cron;
  const rows = [
    ['Name', metadata.name],
    ['Created', metadata.creationTimestamp],
    ['Schedules', schedulesOf(cron)],
    ['Time zone', spec.timezone],
    ['Suspended', String(spec.suspend ?? false)],
    ['Policy', spec.concurrencyPolicy],
    ['Last run', status?.lastScheduledTime],
    ['Next run', nextOf(cron, world.now())?.toISOString().replace('.000Z', 'Z')],
    ['Succeeded', status?.succeeded === undefined ? undefined : String(status.succeeded)],
    ['Failed', status?.failed === undefined ? undefined : String(status.failed)],
    ['Active', (status?.active ?? []).map(({ name }) => name).join(', ')],
    ['File', shownPath(file, world)],
  ] as const;
  const known = rows.flatMap(([title, text]) =>
    text === undefined || text === '' ? [] : [[title, text] as const],
  );
  const conditions = (status?.conditions ?? []).map(
    ({ type, message }) => [type ?? '', message ?? ''] as const,
  );
  return [
    renderSection('CronWorkflow', known, bold),
    ...(conditions.length === 0 ? [] : [renderSection('Conditions', conditions, bold)]),
  ].join('\n');
}

/** A schedule that cannot be read has no next time. */
function nextOf(cron: CronWorkflow, now: number): Date | undefined {
  if (cron.spec.suspend === true || cron.status?.phase === 'Stopped') return undefined;
  return findCronProblem(cron) === undefined ? nextCronTime(cron, new Date(now)) : undefined;
}

function schedulesOf({ spec }: CronWorkflow): string {
  return spec.schedules.join(', ');
}
