import type { Access, Cluster } from '@tiphys/client';
import type { RunnableObject } from '@tiphys/models/facts';
import type { Finding } from './finding.ts';
import { guarded } from './guard.ts';

/** What the executor does in the pod of each task: it stores the result of the task. */
const NEEDED: readonly Access['verb'][] = ['create', 'patch'];
const RESOURCE = 'workflowtaskresults';
const ASKED = `${NEEDED.join(' and ')} ${RESOURCE}`;

const check = 'permissions';

/**
 * Checks that the service accounts of workflows may store the results of their tasks. Without a file, that of the namespace is checked.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/
 */
export async function checkAccounts(
  cluster: Cluster,
  objects: readonly RunnableObject[],
): Promise<readonly Finding[]> {
  const accounts = objects.length === 0 ? [DEFAULT] : [...new Set(objects.flatMap(accountsOf))];
  const findings = await Promise.all(
    accounts.map((account) => guarded(check, async () => [await checkAccount(cluster, account)])),
  );
  return findings.flat();
}

/** The account of pods whose workflow names none. The controller may be configured to give them another one. */
const DEFAULT = 'default';

async function checkAccount(cluster: Cluster, account: string): Promise<Finding> {
  const name = `the service account "${account}"`;
  const unknown = (reason: string): Finding => ({
    check,
    level: 'unknown',
    message: `Run tasks as ${name}: ${reason}`,
  });
  if (cluster.mode === 'server') return unknown('the Argo Server does not tell what it may do');
  if (account.includes('{{')) return unknown('the name is computed');
  const access = { group: 'argoproj.io', resource: RESOURCE, account };
  const answers = await Promise.all(NEEDED.map((verb) => cluster.checks.can({ ...access, verb })));
  const open = answers.find(({ allowed }) => allowed === undefined);
  if (answers.some(({ allowed }) => allowed === false))
    return {
      check,
      level: account === DEFAULT ? 'warning' : 'problem',
      message: `Run tasks as ${name}: it is not allowed to ${ASKED}, so tasks end with an error`,
      advice: `Bind a Role in the namespace ${cluster.namespace} to it that allows it, or choose another account with --serviceaccount.`,
    };
  if (open === undefined) return { check, level: 'ok', message: `Run tasks as ${name}` };
  return unknown(
    `whether it may ${ASKED} cannot be checked${open.reason === undefined ? '' : `, since ${open.reason}`}`,
  );
}

/** The fields that say who runs a pod, or reports for it. In the user's file, any of them may be missing or wrong. */
interface Accounts {
  readonly serviceAccountName?: unknown;
  readonly executor?: { readonly serviceAccountName?: unknown };
}

interface Spec extends Accounts {
  readonly templates?: readonly Accounts[];
  readonly templateDefaults?: Accounts;
}

/** Returns the accounts that report the results of the tasks of an object. */
function accountsOf({ kind, spec }: RunnableObject): readonly string[] {
  const inner = (kind === 'CronWorkflow' ? spec?.workflowSpec : spec) as Spec | undefined;
  const { templates, templateDefaults } = inner ?? {};
  const list = Array.isArray(templates) && templates.length > 0 ? (templates as readonly Accounts[]) : [{}];
  return list.map((template) => {
    const levels = [template, templateDefaults, inner];
    const named = [
      ...levels.map((one) => one?.executor?.serviceAccountName),
      ...levels.map((one) => one?.serviceAccountName),
    ];
    return named.find((name): name is string => typeof name === 'string' && name !== '') ?? DEFAULT;
  });
}
