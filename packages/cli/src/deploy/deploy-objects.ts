import type { Cluster, KubernetesObject } from '@tiphys/client';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';
import { type AppliedObject, applyDeployment, deleteObsolete } from './apply-deployment.ts';
import type { DeployedObject } from './deployed-object.ts';
import { findObsolete, type Pruning } from './find-obsolete.ts';
import { type PlannedObject, planDeployment } from './plan-deployment.ts';
import { printApplied, printFailure, printPlan } from './print-deployment.ts';
import { appliedToJson, planToJson } from './report-deployment.ts';

/** How a deployment goes on after its plan. */
export interface DeployOptions {
  /** - `apply`: without a question - `ask`: after a question at the terminal - `dry-run`: not at all - `check`: not at all, and changes are findings */
  readonly mode: 'apply' | 'ask' | 'dry-run' | 'check';
  /** Whether fields are taken over that somebody else has set. */
  readonly force: boolean;
  /** Whether the report is JSON. */
  readonly json: boolean;
  /** What is deleted if no file has it. @default nothing */
  readonly pruning?: Pruning | undefined;
}

/**
 * Shows what objects would change in a cluster, and applies them. Nothing is applied if the cluster refuses one of them or
 * others own fields of it, and nothing is deleted
 * if one of them fails. Returns the exit code: 1 for a check that finds changes, 2 if an object failed.
 *
 * @throws CliError `CLI_NOT_CONFIRMED` if there is nobody to ask, `CLI_PRUNE`, `CLI_NAMESPACE` if the namespace does not exist; ClientError
 */
export async function deployObjects(
  cluster: Cluster,
  deployed: readonly DeployedObject[],
  options: DeployOptions,
  world: World,
): Promise<ExitCode> {
  const deployment = { force: options.force, signal: world.interrupted };
  const { pruning, mode, json } = options;
  const obsolete =
    pruning === undefined ? [] : await findObsolete(cluster, deployed, { ...pruning, ...deployment });
  const planned = await planDeployment(cluster, deployed, deployment, world);
  await assertNamespaceExists(cluster, planned, world);
  const isApplied = mode === 'apply' || mode === 'ask';
  await printPlan({ cluster, planned, obsolete, json, isApplied }, world);
  const isRefused = planned.some(({ error }) => error !== undefined);
  const isBlocked = isApplied && planned.some(({ plan }) => plan?.conflict !== undefined);
  const changes = countChanges(planned) + obsolete.length;
  if (isRefused || isBlocked || !isApplied) {
    if (json) world.terminal.out(await planToJson(cluster, planned, obsolete));
    if (isRefused || isBlocked) return ExitCode.InvalidInput;
    return mode === 'check' && changes > 0 ? ExitCode.Findings : ExitCode.Ok;
  }
  if (mode === 'ask' && changes > 0 && !(await confirm(cluster, changes, world)))
    return world.interrupted.aborted ? ExitCode.Interrupted : ExitCode.Ok;
  return applyAll({ cluster, planned, obsolete }, options, world);
}

/** The Argo Server checks objects also for a namespace that does not exist, and refuses only to create them. */
async function assertNamespaceExists(
  { checks, namespace }: Cluster,
  planned: readonly PlannedObject[],
  { interrupted }: World,
): Promise<void> {
  const ofNamespace = planned.filter(({ object }) => object.kind !== 'ClusterWorkflowTemplate');
  const isThere = ofNamespace.some(({ plan }) => plan?.before !== undefined);
  if (ofNamespace.length === 0 || isThere) return;
  if ((await checks.namespaceExists({ signal: interrupted })) !== false) return;
  throw new CliError(
    'CLI_NAMESPACE',
    `There is no namespace ${namespace}. Choose another one with --namespace, or create it with kubectl. Nothing was changed.`,
  );
}

interface Plan {
  readonly cluster: Cluster;
  readonly planned: readonly PlannedObject[];
  readonly obsolete: readonly KubernetesObject[];
}

async function applyAll(
  { cluster, planned, obsolete }: Plan,
  { force, json }: DeployOptions,
  world: World,
): Promise<ExitCode> {
  const deployment = { force, signal: world.interrupted };
  const applied: AppliedObject[] = [];
  const report = (one: AppliedObject): void => {
    applied.push(one);
    if (!json) printApplied(one, world);
    else if (one.error !== undefined) printFailure(one, one.error, world);
  };
  for await (const one of applyDeployment(cluster, planned, deployment)) report(one);
  const isDone = applied.every(({ result }) => !['failed', 'skipped', 'interrupted'].includes(result));
  if (isDone) for await (const one of deleteObsolete(cluster, obsolete, deployment)) report(one);
  else if (obsolete.length > 0) world.terminal.err('Nothing was deleted.\n');
  if (json) world.terminal.out(appliedToJson(cluster, applied));
  if (applied.some(({ result }) => result === 'interrupted')) return ExitCode.Interrupted;
  return applied.some(({ result }) => result === 'failed') ? ExitCode.InvalidInput : ExitCode.Ok;
}

function countChanges(planned: readonly PlannedObject[]): number {
  return planned.filter(({ plan }) => plan !== undefined && plan.change !== 'none').length;
}

async function confirm(
  { place }: Cluster,
  count: number,
  { ask, interrupted, terminal }: World,
): Promise<boolean> {
  if (ask === undefined)
    throw new CliError(
      'CLI_NOT_CONFIRMED',
      'Nothing was applied: there is no terminal to ask at. Add --yes to apply the changes, or --dry-run to only show them.',
    );
  const answer = await ask(
    `Apply ${count} ${count === 1 ? 'change' : 'changes'} to ${place}? [y/N] `,
    interrupted,
  );
  if (/^y(?:es)?$/i.test(answer?.trim() ?? '')) return true;
  terminal.err('Nothing was applied.\n');
  return false;
}
