import type { Access, AccessAnswer, Cluster } from '@tiphys/client';
import type { Finding } from './finding.ts';
import { guarded } from './guard.ts';

/** What a user does, and what it needs. */
interface Task {
  readonly does: string;
  /** Whether nothing works without it. */
  readonly essential?: true;
  readonly resources: Readonly<Record<string, readonly Access['verb'][]>>;
  readonly group: string;
  readonly clusterWide?: true;
  /** Whether only the Kubernetes API needs it from the user: the Argo Server does it by itself. */
  readonly kubernetes?: true;
}

const ARGO = 'argoproj.io';

const TASKS: readonly Task[] = [
  {
    does: 'Submit and watch workflows',
    essential: true,
    group: ARGO,
    resources: { workflows: ['create', 'get', 'list', 'watch'] },
  },
  {
    does: 'Stop, retry and delete workflows',
    group: ARGO,
    resources: { workflows: ['update', 'patch', 'delete'] },
  },
  {
    does: 'Read logs',
    group: '',
    resources: { pods: ['get', 'list', 'watch'], 'pods/log': ['get'] },
    kubernetes: true,
  },
  { does: 'Use WorkflowTemplates', group: ARGO, resources: { workflowtemplates: ['get', 'list'] } },
  {
    does: 'Use ClusterWorkflowTemplates',
    group: ARGO,
    resources: { clusterworkflowtemplates: ['get', 'list'] },
    clusterWide: true,
  },
  {
    does: 'Deploy templates and CronWorkflows',
    group: ARGO,
    resources: {
      workflowtemplates: ['create', 'patch', 'update'],
      cronworkflows: ['get', 'list', 'create', 'patch', 'update'],
    },
  },
  {
    does: 'Deliver the ConfigMaps of workflows',
    group: '',
    resources: { configmaps: ['get', 'create', 'patch'] },
    kubernetes: true,
  },
];

const check = 'permissions';

/** Checks what the user may do in the namespace. */
export async function checkPermissions(cluster: Cluster): Promise<readonly Finding[]> {
  const tasks = TASKS.filter(({ kubernetes }) => cluster.mode === 'kubernetes' || !kubernetes);
  const findings = await Promise.all(
    tasks.map((task) => guarded(check, async () => [await checkTask(cluster, task)])),
  );
  return findings.flat();
}

interface Asked {
  readonly name: string;
  readonly answer: AccessAnswer;
}

async function checkTask(cluster: Cluster, task: Task): Promise<Finding> {
  const { group, clusterWide = false, does } = task;
  const accesses = Object.entries(task.resources).flatMap(([resource, verbs]) =>
    verbs.map((verb): Access => ({ verb, group, resource, clusterWide })),
  );
  const asked = await Promise.all(
    accesses.map(
      async (access): Promise<Asked> => ({
        name: `${access.verb} ${access.resource}`,
        answer: await cluster.checks.can(access),
      }),
    ),
  );
  const refused = asked.filter(({ answer }) => answer.allowed === false);
  const open = asked.filter(({ answer }) => answer.allowed === undefined);
  const [first] = refused;
  if (first !== undefined) {
    const { reason } = first.answer;
    return {
      check,
      level: task.essential ? 'problem' : 'warning',
      message: `${does}: not allowed to ${namesOf(refused)}${reason === undefined ? '' : ` (${reason})`}`,
      advice: `Ask for a ${clusterWide ? 'ClusterRole' : `Role in the namespace ${cluster.namespace}`} that allows it.`,
    };
  }
  if (open.length === asked.length)
    return { check, level: 'unknown', message: `${does}: the server does not tell whether it is allowed` };
  if (open.length === 0) return { check, level: 'ok', message: does };
  const allowed = asked.filter((one) => !open.includes(one));
  return {
    check,
    level: 'unknown',
    message: `${does}: allowed to ${namesOf(allowed)}; the server does not tell about ${namesOf(open)}`,
  };
}

function namesOf(asked: readonly Asked[]): string {
  return asked.map(({ name }) => name).join(', ');
}
