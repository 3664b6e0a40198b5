import fc from 'fast-check';

/** A YAML text, and the comments in it. */
export interface CommentedYaml {
  readonly text: string;
  readonly comments: readonly string[];
}

/** Marks a place in a text for a line break, with or without a comment. */
const HERE = '¶';
/** Marks a place for lines with only a comment. */
const LINES = '§';

const word = fc.constantFrom(
  'a',
  'echo',
  'x#y',
  '"#no"',
  "'it # is'",
  '"a\\\n  # b"',
  '!t#g v',
  '5',
  'null',
  'yes',
);

function scalar(indent: string): fc.Arbitrary<string> {
  const more = `${indent}  `;
  return fc.oneof(
    word.map((text) => ` ${text}${HERE}`),
    fc
      .constantFrom('|', '>-', '|+', '|2')
      .map((mark) => ` ${mark}${HERE}${more}one\n${more}# not a comment\n${LINES}`),
    fc.array(word, { maxLength: 3 }).map((words) => {
      const inner = words.map((text) => `${more}${text}${HERE}${LINES}${more},${HERE}`).join('');
      // The bracket may be in the column of its key.
      return ` [${HERE}${LINES}${inner}${indent}]${HERE}`;
    }),
    fc.array(word, { maxLength: 2 }).map((words) => {
      const inner = words
        .map((text, index) => `${more}k${index}: ${text}${HERE}${more},${HERE}${LINES}`)
        .join('');
      return ` {${HERE}${inner}${more}}${HERE}`;
    }),
    fc.constant(` "first\n${indent}second # third"${HERE}`),
    fc.constant(HERE),
  );
}

const block = (indent: string, depth: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: scalar(indent) },
    ...(depth === 0
      ? []
      : [
          {
            weight: 1,
            arbitrary: mapping(`${indent}  `, depth - 1).map((inner) => `${HERE}${LINES}${inner}`),
          },
          {
            weight: 1,
            arbitrary: fc
              .array(block(`${indent}  `, depth - 1), { minLength: 1, maxLength: 3 })
              .map((items) => `${HERE}${items.map((item) => `${LINES}${indent}  -${item}`).join('')}`),
          },
        ]),
  );

function mapping(indent: string, depth: number): fc.Arbitrary<string> {
  return fc
    .uniqueArray(fc.constantFrom('k', 'name', '"q # k"', 'data', 'x#z'), { minLength: 1, maxLength: 3 })
    .chain((keys) =>
      fc.tuple(...keys.map((key) => block(indent, depth).map((value) => `${LINES}${indent}${key}:${value}`))),
    )
    .map((fields) => fields.join(''));
}

const template = fc.oneof(
  fc.constant(`container:${HERE}        image: b${HERE}        args: [${HERE}        ]${HERE}`),
  fc.constant(`inputs: {}${HERE}      suspend: {}${HERE}`),
  fc.constant(
    `steps:${HERE}${LINES}      -${HERE}        -${HERE}${LINES}          name: s${HERE}${LINES}          template: t1${HERE}      - []${HERE}`,
  ),
  fc.constant(
    `dag:${HERE}        tasks:${HERE}${LINES}        - name: s${HERE}          template: t1${HERE}${LINES}          when: null${HERE}`,
  ),
  fc.constant(`script:${HERE}        image: b${HERE}        source: |${HERE}          # no\n${LINES}`),
);

const workflow = fc.array(template, { minLength: 1, maxLength: 3 }).map((bodies) => {
  const templates = bodies.map(
    (body, index) => `${LINES}    - name: t${index + 1}${HERE}${LINES}      ${body}`,
  );
  return `apiVersion: argoproj.io/v1alpha1${HERE}${LINES}kind: Workflow${HERE}metadata: {generateName: w-}${HERE}${LINES}spec:${HERE}${LINES}  entrypoint: t1${HERE}  arguments: {}${HERE}  templates:${HERE}${templates.join('')}`;
});

const document = fc.oneof(
  workflow,
  mapping('', 3),
  mapping('', 2).map(
    (fields) =>
      `apiVersion: v1${HERE}kind: ConfigMap${HERE}other:${HERE}${fields.replaceAll(/^|\n(?=.)/g, '$&')}`,
  ),
  fc.constant(LINES),
);

/** Generates YAML of several documents with comments wherever they are allowed; each comment is unique. */
export const commentedYaml: fc.Arbitrary<CommentedYaml> = fc
  .tuple(
    fc.array(document, { minLength: 1, maxLength: 4 }),
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 200, maxLength: 200 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(([documents, choices, lineBreak, isMarked]) => {
    const comments: string[] = [];
    const comment = (): string => {
      comments.push(` comment ${comments.length}.`);
      return `#${comments.at(-1)}`;
    };
    let next = 0;
    const choose = (): number => choices[next++ % choices.length] ?? 0;
    const joined = documents.join(isMarked ? `...${HERE}${LINES}---${HERE}` : `---${HERE}`);
    const text = `${LINES}---${HERE}${joined}${LINES}`.replaceAll(/[¶§]/g, (mark) => {
      if (mark === HERE) return choose() === 0 ? ` ${comment()}\n` : '\n';
      return choose() === 0 ? `${comment()}\n` : '';
    });
    return { text: text.replaceAll('\n', lineBreak), comments };
  });
