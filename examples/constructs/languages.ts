import {
  component,
  file,
  forEach,
  input,
  inputFile,
  jsonPath,
  oneOf,
  output,
  outputFile,
  pipeline,
  stdout,
  volume,
  when,
} from '@tiphys/pipeline';
import { notify } from './components.generated.ts';

const grep = component.container('grep', {
  image: 'alpine:3.22',
  inputs: { pattern: input<string>(), table: inputFile(), limit: 10 },
  outputs: { lines: output<number>('/tmp/lines'), found: outputFile<'csv'>('/tmp/found') },
  command: ({ inputs, outputs }) => [
    'sh',
    '-c',
    'grep -m "$3" "$1" "$2" > "$4"; wc -l < "$4" > "$5"',
    '--',
    inputs.pattern,
    inputs.table,
    inputs.limit,
    outputs.found,
    outputs.lines,
  ],
});
const fit = component.python('fit', {
  file: './model.py',
  call: 'fit',
  inputs: { table: inputFile<'csv'>(), depth: oneOf([3, 5, 7]) },
  returns: input<{ accuracy: number }>(),
});
const df = component.script('df', {
  image: 'bash:5',
  command: ['bash'],
  inputs: { path: '/' },
  outputs: { bytes: stdout<number>() },
  source: 'df --output=used "$IN_path" | tail -1',
});

/** A container, a Python function and a script. */
export const languages = pipeline('languages', { words: 'apple\nbanana\navocado\nant\nacorn\n' }, () => {
  const { found, lines } = grep({ pattern: '^a', table: file.text('apple\nbanana\navocado\nant\nacorn\n') });
  when(
    [lines],
    (n) => n > 3,
    () => {
      fit({ table: found, depth: 5 });
    },
  );
  return { accuracy: fit({ table: found }).accuracy, used: df().bytes };
});

const ping = component.http('ping', {
  inputs: { url: input<string>() },
  request: ({ inputs }) => ({ url: inputs.url, method: 'POST', timeoutSeconds: 20 }),
  success: (response) => response.statusCode < 300,
  returns: input<{ ok: boolean }>(),
});
const claim = component.resource('claim', {
  inputs: { name: input<string>() },
  action: 'create',
  owned: true,
  manifest: ({ inputs }) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { generateName: `${inputs.name}-` },
  }),
  outputs: { uid: jsonPath('{.metadata.uid}') },
});
const logs = component.data('logs', {
  list: file.s3({ bucket: 'b', key: 'logs/' }),
  transform: (keys) => keys.filter((key) => key.endsWith('.log')),
});

/** An HTTP request, an object of Kubernetes and a list of objects in a bucket. */
export const others = pipeline('others', {}, () => {
  const answer = ping({ url: 'https://example.org' });
  when(
    [answer.ok],
    (ok) => ok,
    () => {
      claim({ name: 'x' });
    },
  );
  forEach(logs(), (key) => notify({ text: key }));
});

const redis = component.container('redis', {
  image: 'redis:8',
  container: { readinessProbe: { tcpSocket: { port: 6379 } } },
});

/** A daemon and a sidecar. */
export const daemons = pipeline('daemons', {}, () => {
  const db = redis.daemon();
  notify({ text: db.ip }, { after: db, pod: { sidecars: [{ name: 'proxy', image: 'envoy' }] } });
});

const slack = component.plugin('slack', {
  inputs: { text: input<string>() },
  call: ({ inputs }) => ({ slack: { text: inputs.text } }),
});
const fetchAndCount = component.containerSet('fetch-and-count', {
  mounts: { '/workspace': volume.scratch() },
  containers: {
    fetch: { image: 'alpine', command: ['sh', '-c', 'echo abc > /workspace/data'] },
    main: { image: 'alpine', command: ['wc', '-c', '/workspace/data'], after: ['fetch'] },
  },
});

/** Several containers in one pod, and a call of an executor plugin. */
export const sets = pipeline('sets', {}, () => {
  const counted = fetchAndCount();
  slack({ text: 'counted' }, { after: counted });
});
