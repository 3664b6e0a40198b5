import type { KubernetesObject } from '../contract/delivery.ts';
import type { ObjectScope } from './choose-scopes.ts';

/** An object that a run needs, and what was done about it. */
export interface DeliveredObject {
  readonly kind: string;
  /** Its name in the cluster. */
  readonly name: string;
  /** Its name in the file. */
  readonly givenName: string;
  /**
   * - `created`: it was created
   * - `present`: it is there already, with the same content, or with state that stays
   * - `left`: it was not sent, because the workflow does not refer to it, or because Argo creates it
   */
  readonly action: 'created' | 'present' | 'left';
  /** Whether it belongs to the run, and is deleted with it. */
  readonly ofRun: boolean;
}

/** An object on its way to the cluster. */
export interface OutgoingObject {
  readonly given: KubernetesObject;
  /** With the names that it and its references have in the cluster. */
  readonly object: KubernetesObject;
  readonly scope: ObjectScope;
}

/** Returns the report about an object. */
export function reportOf(
  { given, object, scope }: OutgoingObject,
  action: DeliveredObject['action'],
): DeliveredObject {
  const { name = '' } = object.metadata;
  return {
    kind: object.kind,
    name,
    givenName: given.metadata.name ?? name,
    action,
    ofRun: scope === 'run' && action !== 'left',
  };
}
