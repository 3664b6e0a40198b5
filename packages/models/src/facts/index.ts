export { type ArgoObject, isArgoObject, type KubernetesObject, type VersionedObject } from './argo-object.ts';
export { findCronFault, isTimezone } from './cron-schedule.ts';
export { formatPath, type JsonPath } from './json-path.ts';
