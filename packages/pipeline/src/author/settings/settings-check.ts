import { isSubdomain } from '@tiphys/models/facts';
import type { ContainerFields, PodFields, Settings, TaskOptions } from '../../ir/settings/settings.ts';
import { isCodeInImage } from '../../ir/surface/code-in-image.ts';
import { isImageReference } from '../options/kubernetes-syntax.ts';
import {
  assertOptions,
  isPlainObject,
  mustBe,
  type OptionCheck,
  type OptionTable,
  orOutput,
  textOf,
  wordOf,
} from '../options/option-check.ts';
import { cacheCheck } from './checks/cache-check.ts';
import { durationCheck } from './checks/duration-check.ts';
import { entriesListCheck, environmentCheck } from './checks/environment-check.ts';
import { fixedMountsCheck, mountsCheck } from './checks/mounts-check.ts';
import { callResourcesCheck, resourcesCheck } from './checks/resource-check.ts';
import { retryCheck } from './checks/retry-check.ts';
import { lockCheck } from './locks.ts';
import { metricsCheck } from './metrics.ts';
import { modelFields } from './model-fields.ts';

const imageCheck = mustBe(
  {
    wanted: 'an image reference such as "node:24-slim"',
    advise: (value) =>
      typeof value === 'string' && isImageReference(value.trim().toLowerCase())
        ? `Write "${value.trim().toLowerCase()}".`
        : undefined,
  },
  (value) => typeof value === 'string' && (value.includes('{{') || isImageReference(value)),
);

const POD_FIELDS: { readonly [K in keyof PodFields]-?: true } = {
  affinity: true,
  annotations: true,
  automountServiceAccountToken: true,
  executor: true,
  hostAliases: true,
  initContainers: true,
  metadata: true,
  nodeSelector: true,
  pendingTimeout: true,
  podResources: true,
  podSpecPatch: true,
  priorityClassName: true,
  resourceClaims: true,
  schedulerName: true,
  securityContext: true,
  serviceAccountName: true,
  sidecars: true,
  tolerations: true,
};

const CONTAINER_FIELDS: { readonly [K in keyof ContainerFields]-?: true } = {
  imagePullPolicy: true,
  lifecycle: true,
  livenessProbe: true,
  ports: true,
  readinessProbe: true,
  resizePolicy: true,
  restartPolicy: true,
  restartPolicyRules: true,
  securityContext: true,
  startupProbe: true,
  stdin: true,
  stdinOnce: true,
  terminationMessagePath: true,
  terminationMessagePolicy: true,
  tty: true,
  volumeDevices: true,
  workingDir: true,
};

const setBySetting = (name: string): string => `It is the setting "${name}".`;
const SET_BY_TIPHYS = 'Tiphys sets it.';

/** Checks the name of a service account. */
export const serviceAccountCheck: OptionCheck = textOf(
  'a name of lower-case letters, digits, "-" and "."',
  (text) => text.includes('{{') || isSubdomain(text),
);

const PACKAGE_NAME = /^(?:@[\w.-]+\/)?[\w-][\w.-]*$/;

/** Checks for the settings of a task. */
export const settingsFields: OptionTable<Settings> = {
  image: imageCheck,
  env: environmentCheck,
  envFrom: entriesListCheck,
  mounts: fixedMountsCheck,
  resources: resourcesCheck,
  retry: retryCheck,
  timeout: durationCheck,
  code: mustBe({ wanted: 'inImage(...)' }, isCodeInImage),
  external: mustBe(
    { wanted: 'a list of names of packages, such as ["sharp"]' },
    (value) =>
      Array.isArray(value) && value.every((one) => typeof one === 'string' && PACKAGE_NAME.test(one)),
  ),
  cache: cacheCheck,
  lock: lockCheck,
  metrics: metricsCheck,
  title: textOf('a string that is not empty', (text) => text.trim() !== '' && !text.includes('{{')),
  pod: modelFields({
    definition: 'Template',
    only: Object.keys(POD_FIELDS),
    also: { serviceAccountName: serviceAccountCheck },
    elsewhere: {
      timeout: setBySetting('timeout'),
      retryStrategy: setBySetting('retry'),
      memoize: setBySetting('cache'),
      synchronization: setBySetting('lock'),
      metrics: setBySetting('metrics'),
      volumes: setBySetting('mounts'),
    },
  }),
  container: modelFields({
    definition: 'Container',
    only: Object.keys(CONTAINER_FIELDS),
    elsewhere: {
      image: setBySetting('image'),
      env: setBySetting('env'),
      envFrom: setBySetting('envFrom'),
      resources: setBySetting('resources'),
      volumeMounts: setBySetting('mounts'),
      command: SET_BY_TIPHYS,
      args: SET_BY_TIPHYS,
      name: SET_BY_TIPHYS,
    },
  }),
};

/** Checks for the settings of a call, which may have outputs. */
export const callSettingsFields: OptionTable<Omit<TaskOptions, 'name' | 'after' | 'onExit' | 'hooks'>> = {
  ...settingsFields,
  image: orOutput(imageCheck),
  mounts: mountsCheck,
  resources: callResourcesCheck,
  pause: wordOf(['before', 'after']),
  // They are checked with the outputs of the function.
  files: mustBe({ wanted: "options such as { archive: 'tar' }" }, isPlainObject),
};

/** Former names of settings, each with what to write now. */
export const FORMER_SETTINGS: Readonly<Record<string, string>> = {
  serviceAccountName: `Write pod: { serviceAccountName: '...' }.`,
  nodeSelector: 'Write pod: { nodeSelector: { ... } }.',
};

/**
 * Checks settings.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertSettings(settings: unknown, what: string): void {
  assertOptions(settings, settingsFields, { what, former: FORMER_SETTINGS });
}
