import type { Cluster, CronStore, ObjectStore, StoredObject } from '@tiphys/client';
import { openLocalCrons } from '../cron/local-crons.ts';
import type { OptionSpec } from '../line/command.ts';
import { clusterOptions, localOption } from '../place/cluster-options.ts';
import { type ClusterCommand, inCluster, isOnThisMachine } from '../place/open-place.ts';
import { storeOption } from '../place/store-option.ts';
import { findStore } from '../world/find-store.ts';
import type { ObjectKind } from './object-kind.ts';

/** The objects of one kind, in a cluster. */
export interface ObjectCluster {
  readonly cluster: Cluster;
  readonly store: ObjectStore<StoredObject>;
  /** For messages. */
  readonly place: string;
  /** The namespace of the objects; undefined for objects of the whole cluster. */
  readonly namespace: string | undefined;
}

/** The objects of one kind, in a cluster or on this machine. */
export interface ObjectPlace {
  readonly store: Pick<ObjectStore<StoredObject>, 'list' | 'get' | 'delete'>;
  /** Returns the file that an object on this machine is from; undefined in a cluster. */
  fileOf(name: string): string | undefined;
}

/** CronWorkflows, in a cluster or on this machine. */
export interface CronPlace extends ObjectPlace {
  readonly store: Pick<CronStore, 'list' | 'get' | 'delete' | 'suspend' | 'resume'>;
}

/** Returns the options that say where the objects of a kind are. */
export function objectPlaceOptions({ word }: ObjectKind): Readonly<Record<string, OptionSpec>> {
  return word === 'cron' ? { ...storeOption, ...localOption, ...clusterOptions } : clusterOptions;
}

/** Opens the objects of a kind where the options of a command say, and calls a function with them. */
export async function inObjectPlace<T>(
  kind: ObjectKind,
  command: ClusterCommand,
  use: (place: ObjectPlace) => Promise<T>,
): Promise<T> {
  if (kind.word === 'cron') return inCronPlace(command, use);
  return inObjectCluster(kind, command, ({ store }) => use({ store, fileOf: () => undefined }));
}

/** Opens CronWorkflows where the options of a command say, and calls a function with them. */
export async function inCronPlace<T>(
  command: ClusterCommand,
  use: (place: CronPlace) => Promise<T>,
): Promise<T> {
  if (isOnThisMachine(command))
    return use(openLocalCrons(findStore(command.args.text('store'), command.world)));
  return inCluster(command, ({ cluster }) => use({ store: cluster.cronWorkflows, fileOf: () => undefined }));
}

/** Opens the objects of a kind in the cluster that the options of a command name, and calls a function with them. */
export async function inObjectCluster<T>(
  { kind, ofNamespace }: ObjectKind,
  command: ClusterCommand,
  use: (place: ObjectCluster) => Promise<T>,
): Promise<T> {
  return inCluster(command, async ({ cluster }) => {
    const { storeOf } = await import('@tiphys/client');
    const store = storeOf(cluster, kind);
    if (store === undefined) throw new Error(`unreachable: clusters have ${kind}s`);
    return use({
      cluster,
      store,
      place: cluster.place,
      namespace: ofNamespace ? cluster.namespace : undefined,
    });
  });
}
