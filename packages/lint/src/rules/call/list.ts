import type { Rule } from '../rule.ts';
import { emptyLoop } from './empty-loop.ts';
import { emptySteps } from './empty-steps.ts';
import { callLoop } from './loop.ts';
import { loopArtifact } from './loop-artifact.ts';
import { missingArgument } from './missing-argument.ts';
import { callTarget } from './target.ts';
import { twoTargets } from './two-targets.ts';
import { unknownArgument } from './unknown-argument.ts';
import { unknownTemplate } from './unknown-template.ts';

/** The rules about the calls of steps and tasks. */
export const callRules: readonly Rule[] = [
  emptyLoop,
  emptySteps,
  callLoop,
  loopArtifact,
  missingArgument,
  callTarget,
  twoTargets,
  unknownArgument,
  unknownTemplate,
];
