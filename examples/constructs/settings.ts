import {
  config,
  defineSettings,
  mutex,
  pipeline,
  podField,
  secret,
  semaphore,
  volume,
} from '@tiphys/pipeline';
import { notify, publish, square } from './components.generated.ts';

const api = secret('api', ['token', 'user']);
const house = defineSettings({
  image: 'registry.example.org/node:24',
  env: { TEAM: 'data' },
  retry: { limit: 2, policy: 'OnError' },
  pod: { nodeSelector: { arch: 'arm64' } },
});
const onGpu = square.with({
  resources: { limits: { 'nvidia.com/gpu': 1, memory: '16Gi' } },
  pod: { nodeSelector: { gpu: 'l4' }, tolerations: [{ key: 'gpu', operator: 'Exists' }] },
  container: { imagePullPolicy: 'Always' },
});

/** Settings of a project, of the pipeline, of a component and of a call. */
export const layers = pipeline(
  'layers',
  { x: 3 },
  ({ x }) => ({ y: onGpu({ x }, { timeout: '1h30m', env: { TRACE: true } }) }),
  {
    defaults: house,
    spec: { podGC: { strategy: 'OnPodSuccess' }, ttlStrategy: { secondsAfterCompletion: 86_400 } },
  },
);

/** Retries with a typed condition. */
export const retries = pipeline('retries', {}, () => ({
  y: square(
    { x: 1 },
    {
      retry: {
        limit: 5,
        backoff: { duration: '10s', factor: 2, cap: '5m' },
        if: (last) => last.exitCode !== 2 && !last.message.includes('out of memory'),
        elsewhere: true,
      },
    },
  ),
}));

/** A pod that stops when the function has ended, so that somebody can look into it. */
export const paused = pipeline('paused', {}, () => ({ y: square({ x: 3 }, { pause: 'after' }) }));

/** Results that are kept. */
export const cached = pipeline('cached', {}, () => ({
  y: square.with({ cache: '168h' })({ x: 3 }),
  z: square({ x: 3 }, { cache: { maxAge: '24h', key: ({ x }) => `square-${x}` } }),
  w: square({ x: 3 }, { cache: false }),
}));

/** Locks of a task and of a run. */
export const locks = pipeline(
  'locks',
  {},
  () => ({
    y: square({ x: 1 }, { lock: [mutex('database'), semaphore({ configMap: 'limits', key: 'gpu' })] }),
  }),
  { lock: mutex('nightly') },
);

const settings = config('settings', ['level']);
const scratch = volume.perRun({ size: '10Gi' });

/** A secret that is no value, configuration, fields of the pod, volumes and a workspace. */
export const volumes = pipeline(
  'volumes',
  {},
  () => ({
    url: publish(
      { report: 'all well', token: api.token },
      {
        env: { LEVEL: settings.level, NODE: podField('spec.nodeName') },
        mounts: { '/scratch': scratch, '/etc/api': api, '/models': volume.claim('models').readOnly() },
      },
    ),
  }),
  { workspace: { size: '5Gi', path: '/workspace' } },
);

/** An image and resources that are only known when it runs. */
export const dynamic = pipeline('dynamic', { image: 'node:24', memory: '1Gi' }, ({ image, memory }) => {
  const y = square({ x: 1 }, { image, resources: { limits: { memory } } });
  notify({ text: 'done' }, { after: y, title: 'Says that it is done' });
});
