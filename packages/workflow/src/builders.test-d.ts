import { expectTypeOf, test } from 'vitest';
import {
  type ArtifactReference,
  artifact,
  container,
  dag,
  declareTemplate,
  hook,
  item,
  literalTemplate,
  parameter,
  type Reference,
  reference,
  script,
  specFrom,
  steps,
  template,
  templateRef,
  workflow,
  workflowParameters,
} from './index.ts';

const greet = container(
  'greet',
  {
    inputs: { who: parameter(), mode: parameter({ enum: ['loud', 'quiet'], default: 'loud' }) },
    outputs: { text: parameter({ valueFrom: { path: '/tmp/text' } }), file: artifact({ path: '/tmp/file' }) },
  },
  ({ inputs, outputs }) => ({ image: 'busybox', args: [inputs.who, `${inputs.mode}`, outputs.file.path] }),
);
const read = container('read', { inputs: { file: artifact({ path: '/tmp/in' }) } }, ({ inputs }) => ({
  image: 'busybox',
  args: [inputs.file.path],
}));

test('handles know their outputs', () => {
  dag('main', { inputs: { who: parameter() } }, (d) => {
    const a = d.task('a', greet, { who: d.inputs.who, mode: 'quiet' });
    expectTypeOf(a.outputs.text).toEqualTypeOf<Reference>();
    expectTypeOf(a.outputs.file).toEqualTypeOf<ArtifactReference>();
    expectTypeOf(a.outputs.result).toEqualTypeOf<Reference>();
    d.task('b', read, { file: a.outputs.file });
    d.task(
      'c',
      read,
      { file: { raw: { data: 'x' } } },
      { after: [a, a.ended('Failed')], when: `${a.status} == x` },
    );
    const inner = d.task(
      'd',
      dag('inner', {}, (e) => ({ out: e.task('x', greet, { who: 1 }).outputs.text })),
    );
    expectTypeOf(inner.outputs.out).toEqualTypeOf<Reference>();
    d.task('again', d.self, { who: true });
    d.task('far', templateRef({ name: 'library' }, greet), { who: 'x' });
    return { file: a.outputs.file };
  });
  workflow({ metadata: { generateName: 'a-' }, spec: specFrom(greet, { parallelism: 2 }) });
});

test('calls to a literal template are checked against its declared inputs', () => {
  const old = literalTemplate(
    { name: 'old', inputs: { parameters: [{ name: 'who' }] }, suspend: {} },
    { inputs: { who: parameter() }, outputs: { text: parameter() } },
  );
  // @ts-expect-error a literal has no other fields than Argo's templates
  literalTemplate({ name: 'new', suspend: {}, suspended: true });
  // @ts-expect-error it needs a name
  literalTemplate({ suspend: {} });
  steps('main', {}, (s) => {
    expectTypeOf(s.step('a', old, { who: 'x' }).outputs.text).toEqualTypeOf<Reference>();
    // @ts-expect-error `who` is missing
    s.step('b', old);
  });
});

test('fields may hold references, and hooks are checked', () => {
  const sent = artifact({ path: '/tmp/x', s3: { key: reference('workflow.name') } });
  const memo = template('memo', { inputs: { who: parameter() }, outputs: { sent } }, ({ inputs }) => ({
    memoize: { key: inputs.who, cache: { configMap: { name: 'c' } } },
    container: { image: 'a' },
  }));
  const main = dag('main', { inputs: { who: parameter() }, target: 'a' }, (d) => {
    const a = d.task(
      'a',
      memo,
      { who: parameter({ valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } }) },
      {
        hooks: (own) => {
          expectTypeOf(own.outputs.sent).toEqualTypeOf<ArtifactReference>();
          return { exit: hook(greet, { who: own.status }) };
        },
      },
    );
    d.task('b', greet, { who: item }, { withSequence: { count: a.outputs.result } });
    // @ts-expect-error a hook without the argument
    d.task('c', greet, { who: 'x' }, { hooks: { exit: hook(greet, {}) } });
    // @ts-expect-error an artifact for a parameter
    d.task('d', greet, { who: artifact({ from: a.outputs.sent }) });
    return {
      file: artifact({ from: a.outputs.sent, globalName: 'all' }),
      text: parameter({ valueFrom: { parameter: a.outputs.result, default: '' } }),
    };
  });
  dag('outer', {}, (d) => {
    const { outputs } = d.task('a', main, { who: 'x' });
    expectTypeOf(outputs.file).toEqualTypeOf<ArtifactReference>();
    expectTypeOf(outputs.text).toEqualTypeOf<Reference>();
  });
  specFrom(main, { hooks: { exit: hook(greet, { who: reference('workflow.status') }) } });
});

test('invalid arguments do not compile', () => {
  dag('main', { inputs: { who: parameter() } }, (d) => {
    const a = d.task('a', greet, { who: 'x' });
    // @ts-expect-error a missing argument
    d.task('m1', greet, {});
    // @ts-expect-error no arguments at all
    d.task('m2', greet);
    // @ts-expect-error a misspelt argument
    d.task('m3', greet, { woh: 'x' });
    // @ts-expect-error an extra argument
    d.task('m4', greet, { who: 'x', loud: true });
    // @ts-expect-error not one of the choices
    d.task('m5', greet, { who: 'x', mode: 'shrill' });
    // @ts-expect-error an artifact for a parameter
    d.task('m6', greet, { who: a.outputs.file });
    // @ts-expect-error text for an artifact
    d.task('m7', read, { file: a.outputs.text });
    // @ts-expect-error a plain string for an artifact
    d.task('m8', read, { file: '/tmp/in' });
    // @ts-expect-error an object for a parameter
    d.task('m9', greet, { who: { name: 'x' } });
    // @ts-expect-error a misspelt argument of a template in another object
    d.task('m10', templateRef({ name: 'library' }, greet), { hwo: 'x' });
    // @ts-expect-error a missing argument of the dag itself
    d.task('m11', d.self, {});
    // @ts-expect-error a whole task for a parameter
    d.task('m12', greet, { who: a });
  });
});

test('invalid references do not compile', () => {
  dag('main', { inputs: { who: parameter() } }, (d) => {
    const a = d.task('a', greet, { who: 'x' });
    // @ts-expect-error an unknown output
    a.outputs.txet;
    // @ts-expect-error an unknown input of the dag
    d.inputs.hwo;
    const inner = d.task(
      'm1',
      dag('inner', {}, () => ({})),
    );
    // @ts-expect-error a dag has no `result`
    inner.outputs.result;
    // @ts-expect-error an artifact is not text
    d.task('m2', read, { file: a.outputs.file }, { when: a.outputs.file });
    // @ts-expect-error a task named by text
    d.task('m3', read, { file: a.outputs.file }, { after: ['a'] });
    // @ts-expect-error an end that Argo does not know
    a.ended('Finished');
    // @ts-expect-error text in place of a template
    d.task('m4', 'greet', { who: 'x' });
  });
  // @ts-expect-error text is not an output of a dag
  dag('main', {}, () => ({ text: 'x' }));
  // @ts-expect-error an unknown input of the container
  container('a', { inputs: { who: parameter() } }, ({ inputs }) => ({ image: 'a', args: [inputs.whom] }));
  // @ts-expect-error an output's value is not there yet
  container('a', { outputs: { x: parameter() } }, ({ outputs }) => ({ image: 'a', args: [outputs.x] }));
  // @ts-expect-error an unknown workflow parameter
  workflowParameters({ count: parameter({ value: 1 }) }).cuont;
});

test('invalid fields do not compile', () => {
  // @ts-expect-error an unknown field of a container
  container('a', {}, () => ({ image: 'a', comand: ['x'] }));
  // @ts-expect-error a misspelt field deep in a script
  script('a', {}, () => ({ image: 'a', source: 'x', resources: { limits: { cpu: 1 }, request: {} } }));
  // @ts-expect-error a number for an image
  script('a', {}, () => ({ image: 1, source: 'x' }));
  // @ts-expect-error an unknown retry policy
  container('a', { retryStrategy: { retryPolicy: 'Allways' } }, () => ({ image: 'a' }));
  // @ts-expect-error an unknown field of a template
  container('a', { retries: 3 }, () => ({ image: 'a' }));
  // @ts-expect-error two bodies
  template('a', {}, () => ({ container: { image: 'a' }, script: { image: 'a', source: 'x' } }));
  // @ts-expect-error a template without body
  template('a', {}, () => ({ daemon: true }));
  // @ts-expect-error a dag has no timeout
  dag('a', { timeout: '1m' }, () => {});
  // @ts-expect-error two kinds of loop
  steps('a', {}, (s) => s.step('b', greet, { who: 'x' }, { withItems: [1], withParam: '[]' }) && undefined);
  // @ts-expect-error an unknown field of a parameter
  parameter({ defualt: 'x' });
  // @ts-expect-error two places of one artifact
  artifact({ raw: { data: 'x' }, s3: { key: 'x' } });
  // @ts-expect-error an unknown field of a spec
  specFrom(greet, { paralelism: 2 });
  const later = declareTemplate('later', { inputs: { x: parameter() } });
  // @ts-expect-error an unknown argument of a declared template
  dag('a', {}, (d) => void d.task('b', later, { y: 1 }));
});
