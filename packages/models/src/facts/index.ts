export { type ArgoObject, isArgoObject, type KubernetesObject, type VersionedObject } from './argo-object.ts';
export { ARTIFACT_LOCATIONS, type ArtifactLocationName, hasArtifactLocation } from './artifact-locations.ts';
export { CHECK_PLACEHOLDER } from './check-placeholder.ts';
export { closestName, farthestTypo, typoDistance } from './closest-name.ts';
export { findCronFault, isTimezone } from './cron-schedule.ts';
export { PLURAL_FIELDS, type PluralField, PRIORITY_FIELDS, type PriorityField } from './former-fields.ts';
export { formatPath, type JsonPath } from './json-path.ts';
export {
  isDataKey,
  isLabelName,
  isLabelValue,
  isQualifiedName,
  isSubdomain,
} from './kubernetes-names.ts';
export { nodeId, podName } from './node-names.ts';
export { scalarText } from './scalar-text.ts';
export { shownLabel, shownName } from './shown-names.ts';
export { isPodTemplate, POD_TEMPLATE_TYPES, TEMPLATE_TYPES, type TemplateType } from './template-types.ts';
export { isRunnable, type RunnableObject, toWorkflow } from './to-workflow.ts';
export { type Definitions, innerFieldType, type WalkedValue, walkObject } from './walk-object.ts';
