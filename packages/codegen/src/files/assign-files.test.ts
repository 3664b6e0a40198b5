import type { Definition } from '@tiphys/schema';
import { expect, test } from 'vitest';
import { objectOf, schemaOf } from '../../test/small-definitions.ts';
import { assignFiles } from './assign-files.ts';

function uses(origin: string, ...names: string[]): Definition {
  const fields = names.map((to) => [to, { type: { kind: 'reference', to } }] as const);
  return objectOf(Object.fromEntries(fields), { origin: `${origin}.Thing` });
}

test.for<{
  readonly title: string;
  readonly given: Readonly<Record<string, Definition>>;
  readonly want: Readonly<Record<string, string>>;
}>([
  {
    title: "Argo's definitions have a file each",
    given: { DAGTask: uses('io.argoproj', 'Item'), Item: uses('io.argoproj') },
    want: { DAGTask: 'dag-task', Item: 'item' },
  },
  {
    title: 'what Kubernetes has for one definition joins it, over several steps',
    given: { Volume: uses('io.k8s', 'Source'), Source: uses('io.k8s', 'Part'), Part: uses('io.k8s') },
    want: { Volume: 'volume', Source: 'volume', Part: 'volume' },
  },
  {
    title: 'what two use has its own file',
    given: { A: uses('io.k8s', 'Shared'), B: uses('io.k8s', 'Shared'), Shared: uses('io.k8s') },
    want: { A: 'a', B: 'b', Shared: 'shared' },
  },
  {
    title: 'what Argo uses has its own file',
    given: { Template: uses('io.argoproj', 'Volume'), Volume: uses('io.k8s', 'Volume') },
    want: { Template: 'template', Volume: 'volume' },
  },
  {
    title: 'a circle that nothing else uses has a file each',
    given: { A: uses('io.k8s', 'B'), B: uses('io.k8s', 'A') },
    want: { A: 'a', B: 'b' },
  },
])('$title', ({ given, want }) => {
  expect(Object.fromEntries(assignFiles(schemaOf(given)))).toEqual(want);
});
