import type { CronWorkflow } from '@tiphys/models';
import { findCronProblem, nextCronTime } from '@tiphys/operations';
import { renderSection } from '../show/render-table.ts';
import { shownPath } from '../show/shown-path.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';

/** Returns CronWorkflows as rows with the columns of `argo cron list`, whose names come first. */
export async function cronRows(
  crons: readonly CronWorkflow[],
  world: World,
): Promise<readonly (readonly string[])[]> {
  const { formatSpan } = await import('@tiphys/view');
  const now = world.now();
  const rows = crons.map((cron) => [
    cron.metadata.name ?? '',
    formatSpan(cron.metadata.creationTimestamp, now) || '-',
    formatSpan(cron.status?.lastScheduledTime, now) || 'N/A',
    formatSpan(now, nextOf(cron, now)?.getTime()) || 'N/A',
    schedulesOf(cron),
    cron.spec.timezone ?? '',
    String(cron.spec.suspend ?? false),
  ]);
  return [['NAME', 'AGE', 'LAST RUN', 'NEXT RUN', 'SCHEDULES', 'TIMEZONE', 'SUSPENDED'], ...rows];
}

/** Returns a CronWorkflow for people. `file` is where one of this machine is from. */
export function renderCron(cron: CronWorkflow, world: World, file?: string): string {
  const { bold } = coloursOf(world.terminal);
  const { metadata, spec, status } = cron;
  const rows = [
    ['Name', metadata.name],
    ['Namespace', file === undefined ? metadata.namespace : undefined],
    ['Created', metadata.creationTimestamp],
    ['Schedules', schedulesOf(cron)],
    ['Time zone', spec.timezone],
    ['Suspended', String(spec.suspend ?? false)],
    ['Policy', spec.concurrencyPolicy],
    ['Last run', status?.lastScheduledTime],
    ['Next run', nextOf(cron, world.now())?.toISOString().replace('.000Z', 'Z')],
    ['Succeeded', countOf(status?.succeeded)],
    ['Failed', countOf(status?.failed)],
    ['Active', (status?.active ?? []).map(({ name }) => name).join(', ')],
    ['File', file === undefined ? undefined : shownPath(file, world)],
  ] as const;
  // Servers write null for a time that has not come yet.
  const known = rows.flatMap(([title, text]) => (text ? [[title, text] as const] : []));
  const conditions = (status?.conditions ?? []).map(
    ({ type, message }) => [type ?? '', message ?? ''] as const,
  );
  return [
    renderSection('CronWorkflow', known, bold),
    ...(conditions.length === 0 ? [] : [renderSection('Conditions', conditions, bold)]),
  ].join('\n');
}

function countOf(count: number | null | undefined): string {
  return String(count ?? '');
}

/** A schedule that cannot be read has no next time. */
function nextOf(cron: CronWorkflow, now: number): Date | undefined {
  if (cron.spec.suspend === true || cron.status?.phase === 'Stopped') return undefined;
  return findCronProblem(cron) === undefined ? nextCronTime(cron, new Date(now)) : undefined;
}

function schedulesOf({ spec }: CronWorkflow): string {
  // Argo 3.5 stores a single schedule.
  const { schedules, schedule } = spec as Partial<CronWorkflow['spec']> & { readonly schedule?: string };
  return (schedules ?? [schedule ?? '']).join(', ');
}
