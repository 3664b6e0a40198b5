import fc from 'fast-check';

/** Ordinary names, and names that break careless code. */
const names = fc.oneof(
  fc.constantFrom(
    'main',
    'send',
    'a-b',
    'a_b',
    'aB',
    'x',
    'result',
    'item',
    'd',
    's',
    'inputs',
    'dag',
    'self',
    '1st',
    'class',
  ),
  fc.constantFrom(
    'constructor',
    '__proto__',
    'toString',
    'valueOf',
    'then',
    'ünïcode',
    'a.b',
    "it's",
    'q"',
    '$\u007bx}',
    '`',
    '😀',
    ' ',
  ),
  fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/),
);

const plainPieces = fc.constantFrom(
  ...['x', ' and ', '`', '${', '\n', '\r\n', '\\', "'", '"', '\u0000', '\u2028', '\ud800', '}}', '$'],
  ...['{{workflow.name}}', '{{ workflow.name }}', '{{=1 + 1}}'],
);
// Rejected by the builders.
const badPieces = fc.constantFrom('{{', '{{item}}', '{{inputs.parameters.none}}', '{{tasks.none.status}}');
const pieces = fc.oneof({ weight: 60, arbitrary: plainPieces }, { weight: 1, arbitrary: badPieces });

/** Generates a text with tags, some of which have a value in its context. */
function texts(tags: readonly string[]): fc.Arbitrary<string> {
  const tag = tags.length === 0 ? pieces : fc.constantFrom(...tags).map((name) => `{{${name}}}`);
  return fc.array(fc.oneof(tag, pieces), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
}

const slots = (options: fc.Arbitrary<object>): fc.Arbitrary<readonly object[]> =>
  fc
    .uniqueArray(names, { maxLength: 3 })
    .chain((list) => fc.tuple(...list.map((name) => options.map((fields) => ({ name, ...fields })))));

const inputs = fc.record({
  parameters: slots(
    fc.constantFrom({}, { default: 'x' }, { value: 3 }, { enum: ['a', 'b'] }, { enum: [1, 2], value: 1 }),
  ),
  artifacts: slots(
    fc.constantFrom({ path: '/in' }, { path: '/in', optional: true }, { path: '/in', raw: { data: '`' } }),
  ),
});
const outputs = fc.record({
  parameters: slots(
    fc.constantFrom({ valueFrom: { path: '/out' } }, { valueFrom: { path: '/out', default: '' } }),
  ),
  artifacts: slots(
    fc.constantFrom({ path: '/out' }, { path: '/out', globalName: 'g', s3: { key: '{{workflow.name}}' } }),
  ),
});

interface Slots {
  readonly parameters?: readonly object[];
  readonly artifacts?: readonly object[];
}

const namesOf = (list: readonly object[] = []): readonly string[] =>
  list.map((slot) => (slot as { name: string }).name);

/** Generates a list field, which is usually absent if it is empty. */
function prune(value: Slots): Slots | undefined {
  const kept = Object.entries(value).filter(([, list]) => list.length > 0);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

interface Template {
  readonly name: string;
  readonly inputs: Slots;
  readonly outputs: Slots;
  readonly body: object;
}

function pod(name: string): fc.Arbitrary<Template> {
  return fc.record({ inputs, outputs }).chain((io) => {
    const tags = [
      ...namesOf(io.inputs.parameters).map((one) => `inputs.parameters.${one}`),
      ...namesOf(io.inputs.artifacts).map((one) => `inputs.artifacts.${one}.path`),
      ...namesOf(io.outputs.parameters).map((one) => `outputs.parameters.${one}.path`),
    ];
    const text = texts(tags);
    const body = fc.oneof(
      fc.record({ container: fc.record({ image: text, args: fc.array(text, { maxLength: 2 }) }) }),
      fc.record({ script: fc.record({ image: fc.constant('node'), source: text }) }),
      fc.record({ suspend: fc.record({ duration: text }) }),
      fc.record({ http: fc.record({ url: text }), timeout: fc.constant('5s') }),
    );
    return body.map((one) => ({ name, ...io, body: one }));
  });
}

function call(name: string, own: readonly Template[], before: readonly string[]): fc.Arbitrary<object> {
  const argument = fc.oneof(texts(before), fc.constantFrom(...before.map((tag) => `{{${tag}}}`), 'a', '1'));
  const remote = fc.record({
    templateRef: fc.record({ name: fc.constantFrom('lib', 'other'), template: names }),
    arguments: fc
      .uniqueArray(names, { maxLength: 2 })
      .chain((list) => fc.record({ parameters: valuesFor(list, argument) })),
  });
  const neighbour = fc.constantFrom(...own).chain((callee) =>
    fc.record({
      template: fc.constant(callee.name),
      arguments: fc.record({
        parameters: valuesFor(namesOf(callee.inputs.parameters), argument),
        artifacts: fc.constant(
          namesOf(callee.inputs.artifacts).map((one) => ({ name: one, raw: { data: '' } })),
        ),
      }),
    }),
  );
  const options = fc.oneof(
    fc.constant({}),
    fc.record({ when: argument }),
    fc.record({
      withItems: fc.constant(['a', { k: 1 }, [2]]),
      when: fc.constantFrom('{{item}}', '{{item.k}} == 1'),
    }),
    fc.record({ withParam: argument, continueOn: fc.constant({ failed: true }) }),
    fc.record({ withSequence: fc.record({ count: argument }) }),
  );
  return fc
    .tuple(own.length === 0 ? remote : fc.oneof(neighbour, remote), options)
    .map(([callee, more]) => ({ name, ...callee, arguments: prune(callee.arguments), ...more }));
}

function valuesFor(list: readonly string[], argument: fc.Arbitrary<string>): fc.Arbitrary<readonly object[]> {
  const value = fc.oneof(
    argument.map((text) => ({ value: text })),
    fc.constant({ valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } }),
  );
  return fc.tuple(...list.map((name) => value.map((fields) => ({ name, ...fields }))));
}

/** Generates a dag or steps that calls earlier templates and uses outputs of its other calls. */
function body(name: string, own: readonly Template[]): fc.Arbitrary<Template> {
  return fc
    .tuple(
      fc.constantFrom('dag', 'steps', 'parallel'),
      inputs,
      fc.uniqueArray(names, { minLength: 1, maxLength: 4 }),
    )
    .chain(([kind, io, calls]) => {
      const isDag = kind === 'dag';
      const prefix = isDag ? 'tasks' : 'steps';
      const inner = namesOf(io.parameters).map((one) => `inputs.parameters.${one}`);
      const outer = (before: readonly string[]): readonly string[] =>
        (kind === 'parallel' ? [] : before.filter((one) => !one.includes('.'))).flatMap((one) =>
          ['outputs.result', 'status', 'outputs.parameters.result'].map(
            (field) => `${prefix}.${one}.${field}`,
          ),
        );
      const written = fc.tuple(
        ...calls.map((one, index) =>
          call(one, own, [...inner, ...outer(calls.slice(0, index)), 'workflow.parameters.p']).map(
            (fields) => ({
              ...fields,
              ...(isDag && index > 0 ? { dependencies: calls.slice(0, index) } : {}),
            }),
          ),
        ),
      );
      const gives = fc.constantFrom(undefined, {
        parameters: [
          { name: 'first', valueFrom: { parameter: `{{${prefix}.${calls[0]}.outputs.result}}` } },
          { name: 'second', globalName: 'g', valueFrom: { expression: '"x"' } },
        ],
      });
      return fc.tuple(written, gives).map(
        ([list, outputsOfBody]): Template => ({
          name,
          inputs: io,
          outputs: outputsOfBody ?? {},
          body: isDag
            ? { dag: { tasks: list } }
            : { steps: kind === 'parallel' ? [list] : list.map((step) => [step]) },
        }),
      );
    });
}

function templates(
  list: readonly string[],
  own: readonly Template[] = [],
): fc.Arbitrary<readonly Template[]> {
  const [name, ...rest] = list;
  if (name === undefined) return fc.constant(own);
  const next = own.length === 0 ? pod(name) : fc.oneof(pod(name), body(name, own));
  return next.chain((template) => templates(rest, [...own, template]));
}

/**
 * Generates workflows of pods, dags and steps that call one another and templates of other objects, pass outputs
 * on, and loop.
 */
export const workflows: fc.Arbitrary<object> = fc
  .tuple(
    fc.uniqueArray(names, { minLength: 1, maxLength: 5 }).chain((list) => templates(list)),
    fc.constantFrom(undefined, { parameters: [{ name: 'p', value: 'x' }, { name: 'a b' }] }),
    fc.boolean(),
    fc.constantFrom(-1, -1, 0, 1),
  )
  .map(([list, parameters, isReversed, odd]) => {
    const written = list.map(({ name, inputs: takes, outputs: gives, body: own }, index) => ({
      name,
      // Builders write neither, so one template stays a literal.
      inputs: prune(takes) ?? (index === odd ? {} : undefined),
      outputs: prune(gives),
      ...own,
    }));
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata: { generateName: 'w-' },
      spec: {
        entrypoint: list.at(-1)?.name,
        arguments: parameters,
        templates: isReversed ? written.toReversed() : written,
      },
    };
  });
