import { expect, test } from 'vitest';
import { importYaml } from '../src/index.ts';

const head = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: w- }
spec:
  entrypoint: a
`;

test.for([
  {
    title: 'comments, if a bracket or the next line of a text is in the column of its key',
    given: `${head}  # ends soon
  activeDeadlineSeconds: 60
  templates:
    # says hello
    - name: a
      container:
        image: alpine
        args: [
          "hi"
        ]
        workingDir: "a
        b" # of the text
`,
    want: [
      '// says hello\nconst a = container(',
      '    // ends soon\n    activeDeadlineSeconds: 60,\n',
      '// of the text\n',
    ],
  },
  {
    title: 'a comment above the first document marker, and a byte order mark',
    given: `\uFEFF# Owner: platform group\n---\n${head}  templates: [{ name: a, suspend: {} }]\n`,
    want: [/^import .*\n\n\/\/ Owner: platform group\n/],
  },
  {
    title: 'comments at markers, between documents and after the last one',
    given: `--- # first
${head}  templates: [{ name: a, suspend: {} }]
... # ends
# between
---
# second
kind: ConfigMap
apiVersion: v1
# last
...
# behind
`,
    want: [
      /\/\/ first\n/,
      /\/\/ ends\n+\/\/ between\n+\/\/ second\nexport const configMap: /,
      /\/\/ last\n\/\/ behind\n\nexport default /,
    ],
  },
  {
    title: 'comments in brackets, next to dashes, in the header of a block, after an anchor, and at nulls',
    given: `${head}  templates:
    - # dash
      name: a
      metadata: # null
      script:
        image: &i b#c # anchor
        command: [ # bracket
          sh, # comma
        ]
        source: | # block
          # no comment
`,
    want: [
      '// dash\n',
      '// null\n',
      '// anchor\n',
      '// bracket\n',
      '// comma\n',
      '// block\n',
      "source: '# no comment\\n',",
    ],
  },
  {
    title: 'a block at the end of the file without a final line break, which Argo does not add',
    given: `${head}  templates: [{ name: a, suspend: {} }]
  arguments:
    parameters:
      - name: p
        value: |
          abc`,
    want: ["parameter({ value: 'abc' })"],
  },
  {
    title: 'a merge with an overriding field, in any order',
    given: `${head}  templates:
    - name: a
      container: &base { image: alpine, command: [echo], args: [one] }
    - name: b
      container: { <<: *base, args: [two] }
    - name: c
      container: { args: [three], <<: *base }
`,
    want: ["args: ['one'] }", "args: ['two'] }", "args: ['three'], image"],
  },
])('imports $title', ({ given, want }) => {
  const { code, problems } = importYaml(given);
  expect(problems).toEqual([]);
  for (const piece of want)
    if (typeof piece === 'string') expect(code).toContain(piece);
    else expect(code).toMatch(piece);
});
