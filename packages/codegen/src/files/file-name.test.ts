import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

test.for([
  ['Workflow', 'workflow'],
  ['DAGTask', 'dag-task'],
  ['HTTP', 'http'],
  ['S3Artifact', 's3-artifact'],
  ['CreateS3BucketOptions', 'create-s3-bucket-options'],
  ['AWSElasticBlockStoreVolumeSource', 'aws-elastic-block-store-volume-source'],
  ['ContainerRestartRuleOnExitCodes', 'container-restart-rule-on-exit-codes'],
] as const)('%s is in %s', ([given, want]) => {
  expect(fileNameOf(given)).toBe(want);
});
