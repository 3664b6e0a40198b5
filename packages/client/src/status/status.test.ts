import { gunzipSync } from 'node:zlib';
import type { NodeStatus, Workflow } from '@tiphys/models';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deflateStatus, LARGEST_WORKFLOW } from './deflate-status.ts';
import { inflateStatus } from './inflate-status.ts';

function workflowWith(status: Workflow['status']): Workflow {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec: {},
    ...(status !== undefined && { status }),
  };
}

const node = (message: string): NodeStatus => ({ id: 'wf', name: 'wf', type: 'Pod', message });

test('compressed nodes are read, and written back compressed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (message) => {
      const plain = workflowWith({ phase: 'Running', nodes: { wf: node(message) } });
      const small = deflateStatus(plain, true);
      expect(small.status).toEqual({ phase: 'Running', compressedNodes: expect.any(String) });
      expect(inflateStatus(small)).toEqual(plain);
    }),
  );
});

test('nodes are compressed if the workflow is larger than 1 MiB, and only then', () => {
  const base = workflowWith({ nodes: { wf: node('') } });
  const size = Buffer.byteLength(JSON.stringify(base));
  const largest = workflowWith({ nodes: { wf: node('x'.repeat(LARGEST_WORKFLOW - size)) } });
  const larger = workflowWith({ nodes: { wf: node('x'.repeat(LARGEST_WORKFLOW - size + 1)) } });
  expect(deflateStatus(largest, false)).toBe(largest);
  const { status } = deflateStatus(larger, false);
  expect(status).not.toHaveProperty('nodes');
  expect(gunzipSync(Buffer.from(status?.compressedNodes ?? '', 'base64')).length).toBeGreaterThan(
    LARGEST_WORKFLOW - size,
  );
});

test('a workflow without a status or nodes stays as it is', () => {
  for (const workflow of [workflowWith(undefined), workflowWith({ phase: 'Pending' })]) {
    expect(inflateStatus(workflow)).toBe(workflow);
    expect(deflateStatus(workflow, true)).toBe(workflow);
  }
});

test('a workflow that stays too large is refused', () => {
  const workflow = {
    ...workflowWith({ nodes: { wf: node('') } }),
    spec: { entrypoint: 'x'.repeat(LARGEST_WORKFLOW) },
  };
  expect(() => deflateStatus(workflow, false)).toThrow(
    /^The workflow wf has \d+ bytes even with compressed nodes, and Argo stores 1048576\./,
  );
});

test('nodes in a database, and damaged nodes, are errors', () => {
  expect(() => inflateStatus(workflowWith({ offloadNodeStatusVersion: 'v1' }))).toThrow(
    expect.objectContaining({ code: 'CLIENT_NOT_OFFERED', message: expect.stringContaining('--server URL') }),
  );
  expect(() => inflateStatus(workflowWith({ compressedNodes: 'eA==' }))).toThrow(
    expect.objectContaining({ code: 'CLIENT_REPLY', message: expect.stringContaining('wf are damaged') }),
  );
});

test('fields that newer versions add stay', () => {
  const newer = { phase: 'Running', nodes: { wf: { ...node('m'), newField: { a: 1 } } }, newField: [1] };
  const workflow = workflowWith(newer);
  expect(inflateStatus(deflateStatus(workflow, true))).toEqual(workflow);
});
