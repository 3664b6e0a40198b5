export { type AnswerType, type AnswerTypes, answerTypesOf, wantedType } from './answer-types.ts';
export { keyOfArtifact } from './artifact-key.ts';
export { describePhase } from './describe-phase.ts';
export { endedRun } from './ended-run.ts';
export { findNode, findNodeOrLoop, type NodeOrLoop } from './find-node.ts';
export { findTemplate } from './find-template.ts';
export { hasEnded } from './has-ended.ts';
export { isUnder } from './is-under.ts';
export { type AskingNode, type Question, questionsOf, waitingNodes } from './questions.ts';
export { assertNodeValues, type NodeAnswer, readAnswers } from './read-answers.ts';
export { resumeWithAnswers } from './resume-with-answers.ts';
export { compileFilter, phaseOf, type RunFilter, sortRuns, timeOf } from './run-filter.ts';
export {
  type ArtifactReference,
  type CallOptions,
  type DeleteOptions,
  type FieldChoice,
  type LogLine,
  type LogOptions,
  type NodeOptions,
  type ReadOptions,
  type ResubmitOptions,
  type ResumeOptions,
  type RetryOptions,
  type Runs,
  type RunsReader,
  type SetNodeOptions,
  type StopOptions,
  SUMMARY_FIELDS,
  type SubmitOptions,
} from './runs.ts';
export { type AdvisingMessage, isUnknownRun, type RunsCode, RunsError } from './runs-error.ts';
export { parseLabelSelector } from './selectors.ts';
export { suggest } from './suggest.ts';
export { unknownRun } from './unknown-run.ts';
