import type { Rule } from '../rule.ts';

const DNS_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Kubernetes refuses the object otherwise.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const invalidObjectName: Rule = {
  id: 'object/invalid-name',
  severity: 'error',
  ignoredByArgo: true,
  summary: 'The name of an object is one that Kubernetes accepts.',
  *check({ metadata }) {
    const { name = '', generateName = '' } = metadata;
    const field = name === '' ? 'generateName' : 'name';
    const full = name === '' ? `${generateName}x` : name;
    if (DNS_NAME.test(full)) return;
    yield {
      path: ['metadata', field],
      message: `Name "${name || generateName}" is invalid in Kubernetes: use only lowercase letters, digits, "-" and ".", and begin and end with a letter or digit.`,
    };
  },
};
