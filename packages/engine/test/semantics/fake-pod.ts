import type { Artifact } from '@tiphys/models';
import type { PodRequest, PodResult } from '../../src/contract/executor.ts';
import { podResult } from '../fake-executor.ts';

/** How a pod ends, where that differs from what its command says; one that ends in an Error has no exit code of its own. */
export interface PodEnd extends Partial<PodResult> {
  /** Seconds that the pod runs. @default 1 */
  readonly takes?: number;
  /** How it ends when it is told to stop. @default Failed with exit code 143 */
  readonly whenStopped?: PodResult;
}

/** How long a pod runs, and how it ends. */
export interface EndOfPod {
  readonly takes: number;
  readonly result: PodResult;
}

/**
 * Returns the end of a fake pod: it knows the commands `true`, `false`, `exit N` and `echo WORDS`, whose words are also each output
 * parameter.
 */
export function endOfPod(request: PodRequest, given: PodEnd = {}): EndOfPod {
  const { takes = 1, whenStopped: _, ...result } = given;
  const { exitCode, ...own } = ownResult(request);
  const hasExitCode = exitCode !== undefined && given.phase !== 'Error';
  return { takes, result: { ...own, ...(hasExitCode && { exitCode }), ...result } };
}

function ownResult(request: PodRequest): PodResult {
  const { template, captureResult } = request;
  const body = template.container ?? template.script;
  const [program, ...rest] = body?.command ?? [];
  const words = [...rest, ...(body?.args ?? [])].join(' ');
  const exitCode = program === 'false' ? '1' : program === 'exit' ? words : '0';
  return podResult({
    exitCode,
    ...(exitCode !== '0' && { phase: 'Failed', message: `main: Error (exit code ${exitCode})` }),
    ...(captureResult && { result: words }),
    parameters: (template.outputs?.parameters ?? []).map((parameter) => ({ ...parameter, value: words })),
    artifacts: (template.outputs?.artifacts ?? []).map(
      // One location more is what the executor adds to a declared artifact.
      (artifact) => ({ ...artifact, s3: { key: `${request.nodeName}/${artifact.name}` } }) as Artifact,
    ),
  });
}
