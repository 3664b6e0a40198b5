import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EngineError } from '../../../contract/engine-error.ts';
import { describeError, errorCode } from '../../../contract/error-text.ts';
import type { KubectlOptions } from './kubectl-cluster.ts';

/**
 * Returns the name of the context that `kubectl` uses now.
 *
 * @throws EngineError `ENGINE_KUBECTL` if kubectl is not installed, or has no context
 */
export async function findKubectlContext(options: Omit<KubectlOptions, 'context'>): Promise<string> {
  const { program = 'kubectl', environment } = options;
  try {
    const env = environment as NodeJS.ProcessEnv;
    const { stdout } = await promisify(execFile)(program, ['config', 'current-context'], { env });
    return stdout.trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT')
      throw new EngineError(
        'ENGINE_KUBECTL',
        `${program} is not in PATH, but --cluster needs it. Install it, or run without --cluster to keep objects in the folder of the run.`,
      );
    const reason = stderrOf(error).trim().split('\n').at(-1) || describeError(error);
    throw new EngineError(
      'ENGINE_KUBECTL',
      `${program} has no current context: ${reason.replace(/\.$/, '')}. Choose one with \`kubectl config use-context NAME\`, and check it with \`kubectl get configmaps\`.`,
    );
  }
}

function stderrOf(error: unknown): string {
  return error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
}
