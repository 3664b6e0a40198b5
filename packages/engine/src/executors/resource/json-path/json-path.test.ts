import { expect, test } from 'vitest';
import { jsonPath } from './json-path.ts';

const object = {
  kind: 'ConfigMap',
  metadata: {
    name: 'existing',
    namespace: 'default',
    labels: { 'app.kubernetes.io/name': 'x', n: '1' },
    owners: [
      { kind: 'A', name: 'a', uid: '1', controller: true },
      { kind: 'B', name: 'b', uid: '2' },
      { kind: 'B', name: 'c', uid: '3' },
    ],
    finalizers: ['x/1', 'x/2', 'x/3', 'x/4'],
    generation: 3,
  },
  data: { a: '1', b: '<two>', empty: '', none: null },
};

// What kubectl 1.32 printed.
test.for([
  { template: '{.metadata.name}', want: 'existing' },
  { template: '{.data.a}{.data.b}', want: '1<two>' },
  { template: '{.data.nokey}', want: '' },
  { template: '.metadata.name', want: '.metadata.name' },
  { template: 'name={.metadata.name},{.kind}', want: 'name=existing,ConfigMap' },
  { template: '{.metadata.labels.app\\.kubernetes\\.io/name}', want: 'x' },
  { template: "{.metadata.labels['app\\.kubernetes\\.io/name']}", want: 'x' },
  { template: "{.metadata['name','namespace']}", want: 'existing default' },
  { template: '{.metadata.labels}', want: '{"app.kubernetes.io/name":"x","n":"1"}' },
  { template: '{.metadata.finalizers[*]}', want: 'x/1 x/2 x/3 x/4' },
  { template: '{.metadata.finalizers}', want: '["x/1","x/2","x/3","x/4"]' },
  { template: '{.metadata.finalizers[0]}', want: 'x/1' },
  { template: '{.metadata.finalizers[-1]}', want: 'x/4' },
  { template: '{.metadata.finalizers[-1:]}', want: 'x/4' },
  { template: '{.metadata.finalizers[1:3]}', want: 'x/2 x/3' },
  { template: '{.metadata.finalizers[0:4:2]}', want: 'x/1 x/3' },
  { template: '{.metadata.finalizers[0,2]}', want: 'x/1 x/3' },
  { template: '{.metadata.owners[?(@.kind=="B")].name}', want: 'b c' },
  { template: '{.metadata.owners[?(@.controller==true)].name}', want: 'a' },
  { template: '{.metadata.owners[?(@.controller)].name}', want: 'a' },
  { template: '{.metadata.owners[?(@.name>"a")].uid}', want: '2 3' },
  { template: `{.metadata.owners[?(@.name=='b')].uid}`, want: '2' },
  { template: '{range .metadata.owners[*]}{.name}{"\\n"}{end}', want: 'a\nb\nc\n' },
  { template: '{range .metadata.owners[*]}[{.name}, {.uid}] {end}done', want: '[a, 1] [b, 2] [c, 3] done' },
  { template: '{range .metadata.nothing[*]}{.name}{end}done', want: 'done' },
  { template: '{range .metadata.owners[*]}{range .nothing[*]}x{end}{.name};{end}', want: 'a;b;c;' },
  { template: '{..uid}', want: '1 2 3' },
  { template: '{$.metadata.generation}', want: '3' },
  { template: '{.data.a.b}', want: '' },
  { template: '{ .kind }', want: 'ConfigMap' },
  { template: '{"a\\tb"}', want: 'a\tb' },
])('$template prints $want', ({ template, want }) => {
  expect(jsonPath(object, template)).toBe(want);
});

const parsing = (template: string, reason: string) => `error: error parsing jsonpath ${template}, ${reason}`;
const executing = (template: string, reason: string) =>
  `error: error executing jsonpath ${JSON.stringify(template)}: Error executing template: ${reason}`;

test.for([
  { template: '{.kind', want: parsing('{.kind', 'unclosed action') },
  { template: '{.a[x]}', want: parsing('{.a[x]}', 'invalid array index x') },
  { template: '{.a[0}', want: parsing('{.a[0}', 'unterminated array') },
  { template: '{.a[?(@.b=="c"].d}', want: parsing('{.a[?(@.b=="c"].d}', 'unterminated filter') },
  { template: '{#}', want: parsing('{#}', "unrecognized character in action: U+0023 '#'") },
  { template: '{foo}', want: parsing('{foo}', 'unrecognized identifier foo') },
  { template: '{end}', want: executing('{end}', 'not in range, nothing to end') },
  {
    template: '{.metadata.finalizers[9]}',
    want: executing('{.metadata.finalizers[9]}', 'array index out of bounds: index 9, length 4'),
  },
  {
    template: '{.data[0]}',
    want: executing('{.data[0]}', 'map[string]interface {} is not array or slice'),
  },
  {
    template: '{.metadata.owners[?(@.uid==1)].name}',
    want: executing('{.metadata.owners[?(@.uid==1)].name}', 'incompatible types for comparison'),
  },
])('$template is refused: $want', ({ template, want }) => {
  expect(() => jsonPath(object, template)).toThrow(new Error(want));
});
