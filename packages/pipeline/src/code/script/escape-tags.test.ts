import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeTags } from './escape-tags.ts';

const evaluate = (code: string): unknown => new Function(`return (${code});`)();

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the code contains template literals.
test.for([
  { code: '"{{{x}}}"', want: '"\\x7b\\x7b{x}}}"' },
  { code: '`{{${1}{{`', want: '`\\x7b{${1}\\x7b{`' },
  { code: '`${{a:1}.a}`', want: '`${ {a:1}.a}`' },
  { code: '/{{\\w+}}/.source', want: '/\\x7b{\\w+}}/.source' },
  { code: '/[{{]/.test("{")', want: '/[\\x7b{]/.test("{")' },
  { code: '/\\{{2}/.test("{{")', want: '/\\x7b{2}/.test("\\x7b{")' },
  { code: '() => {{}}', want: '() => { {}}' },
  { code: '"no tag"', want: '"no tag"' },
  { code: '"$$(A) $$$"', want: '"\\x24\\x24(A) \\x24\\x24$"' },
  { code: '"$(ARGO_POD_NAME) $(date) $(A"', want: '"\\x24(ARGO_POD_NAME) $(date) $(A"' },
  { code: '`\\$(A_SERVICE_HOST)${x}$(A)`', want: '`\\x24(A_SERVICE_HOST)${x}\\x24(A)`' },
  { code: '$(A)', want: undefined },
  { code: '`$${1}$$`', want: '`\\x24${1}\\x24$`' },
  { code: '`\\$$`', want: '`\\x24$`' },
  { code: '/a$$/', want: undefined },
  { code: '($$) => $$', want: undefined },
  { code: 'String.raw`$$`', want: undefined },
  { code: 'String.raw`{{`', want: undefined },
  { code: '1 /* {{ */', want: undefined },
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.
])('$code', ({ code, want }) => {
  expect(escapeTags(code)).toBe(want);
});

test('strings mean the same after the escape', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', '\\', '"', "'", '`', '$', 'a') }), (text) => {
      const template = `\`${text.replace(/[\\`$]/g, '\\$&')}\``;
      for (const code of [JSON.stringify(text), template]) {
        const escaped = escapeTags(code) ?? '';
        expect(escaped).not.toMatch(/\{\{|\$\$/);
        expect(evaluate(escaped)).toBe(text);
      }
    }),
  );
});
