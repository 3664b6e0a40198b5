import type { Rule } from '../rule.ts';
import { activeDeadline } from './active-deadline.ts';
import { artifactLocation } from './artifact-location.ts';
import { artifactPath } from './artifact-path.ts';
import { templateBody } from './body.ts';
import { containerSet } from './container-set.ts';
import { templateImage } from './image.ts';
import { initContainerName } from './init-container-name.ts';
import { templateMetrics } from './metrics.ts';
import { mountPath } from './mount-path.ts';
import { templateParallelism } from './parallelism.ts';
import { templatePlugin } from './plugin.ts';
import { reservedContainer } from './reserved-container.ts';
import { templateResource } from './resource.ts';
import { resourceClaims } from './resource-claims.ts';
import { retryPolicy } from './retry-policy.ts';
import { templateTimeout } from './timeout.ts';

/** The rules about the bodies of templates. */
export const templateRules: readonly Rule[] = [
  activeDeadline,
  artifactLocation,
  artifactPath,
  templateBody,
  containerSet,
  templateImage,
  initContainerName,
  templateMetrics,
  mountPath,
  templateParallelism,
  templatePlugin,
  reservedContainer,
  resourceClaims,
  templateResource,
  retryPolicy,
  templateTimeout,
];
