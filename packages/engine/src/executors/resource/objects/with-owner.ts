import type { KubeObject } from './kube-object.ts';

/** The workflow that owns an object. */
export interface Owner {
  readonly workflowName: string;
  readonly workflowUid?: string;
}

/** Returns an object that its workflow owns, in addition to other owners. */
export function withOwner(object: KubeObject, { workflowName, workflowUid = '' }: Owner): KubeObject {
  const { ownerReferences } = object.metadata;
  const reference = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    name: workflowName,
    uid: workflowUid,
    controller: true,
    blockOwnerDeletion: true,
  };
  const references = [...(Array.isArray(ownerReferences) ? ownerReferences : []), reference];
  return { ...object, metadata: { ...object.metadata, ownerReferences: references } };
}
