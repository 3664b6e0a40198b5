import { expect, test } from 'vitest';
import { renameReferences } from './references.ts';

test('only references change, and a value that is no record stays the same', () => {
  const at = new Date(0);
  const given = {
    metadata: { creationTimestamp: at },
    spec: { workflowTemplateRef: { name: 'a' }, templates: [{ name: 'a', when: at }] },
  };
  const renamed = renameReferences(given, ({ name }) => `${name}-1`);
  expect(renamed).toEqual({
    ...given,
    spec: { ...given.spec, workflowTemplateRef: { name: 'a-1' } },
  });
  expect(renamed.metadata.creationTimestamp).toBe(at);
});
