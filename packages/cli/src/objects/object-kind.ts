import type { StoredObject } from '@tiphys/client';

/** A kind of object that Argo keeps, and the commands about it. */
export interface ObjectKind {
  readonly kind: StoredObject['kind'];
  /** The first word of the commands. */
  readonly word: 'template' | 'cluster-template' | 'cron';
  /** Whether each namespace has objects of its own. */
  readonly ofNamespace: boolean;
  /** A file with one, for the examples of the help. */
  readonly file: string;
  /** The name of one, for the examples of the help. */
  readonly name: string;
}

/** The kinds of objects that Argo keeps. */
export const OBJECT_KINDS: Readonly<Record<'template' | 'clusterTemplate' | 'cron', ObjectKind>> = {
  template: {
    kind: 'WorkflowTemplate',
    word: 'template',
    ofNamespace: true,
    file: 'build.yaml',
    name: 'build',
  },
  clusterTemplate: {
    kind: 'ClusterWorkflowTemplate',
    word: 'cluster-template',
    ofNamespace: false,
    file: 'shared.yaml',
    name: 'shared',
  },
  cron: {
    kind: 'CronWorkflow',
    word: 'cron',
    ofNamespace: true,
    file: 'nightly.yaml',
    name: 'nightly',
  },
};
