import type { ComponentCode } from '../component-code.ts';
import type { ComponentDescriptor } from '../component-descriptor.ts';
import { PipelineError } from '../pipeline-error.ts';
import type { TemplateEntry } from './template-book.ts';

/** Code that does not fit into a workflow. */
export interface UnplacedCode {
  /** What each template would carry. */
  readonly sources: ReadonlyMap<TemplateEntry, string>;
  readonly codes: ReadonlyMap<ComponentDescriptor, ComponentCode>;
  /** Whether templates may share code in a workflow parameter. */
  readonly canShare: boolean;
  /** Bytes of code that a workflow can carry. */
  readonly limit: number;
}

/** How many names a list in the message has at most. */
const listed = 5;

/** Returns the error `PIPELINE_CODE_TOO_LARGE`, which names the largest templates and what they are made of. */
export function codeTooLarge({ sources, codes, canShare, limit }: UnplacedCode): PipelineError {
  // The packed code is what counts, also for a template whose code has moved to a parameter.
  const templates = new Map(
    [...sources].map(([{ name, descriptor }, source]) => [
      name,
      Math.max(source.length, codes.get(descriptor)?.packed.length ?? 0),
    ]),
  );
  const parts = new Map<string, number>();
  for (const descriptor of new Set([...sources.keys()].map((entry) => entry.descriptor)))
    for (const [name, bytes] of codes.get(descriptor)?.parts ?? [])
      parts.set(name, Math.max(parts.get(name) ?? 0, bytes));
  const made = parts.size === 0 ? '' : ` They are made of (before packing): ${largest(parts)}.`;
  const share = canShare
    ? ''
    : ' Each function of a WorkflowTemplate carries its own copy, since a workflow that calls it does not see its parameters: the functions of a Workflow or CronWorkflow share one.';
  return new PipelineError('PIPELINE_CODE_TOO_LARGE', {
    message: `The code of the functions takes more than the ${Math.floor(limit / 1024)} KiB that a workflow can carry. The largest templates: ${largest(templates)}.${made}${share} Import smaller packages or smaller parts of them, split the pipeline into several, or run what needs them as a container template with an image of its own (\`fromTemplate\`).`,
  });
}

function largest(sizes: ReadonlyMap<string, number>): string {
  return [...sizes]
    .sort(([, a], [, b]) => b - a)
    .slice(0, listed)
    .map(([name, bytes]) => `${name} ${Math.ceil(bytes / 1024)} KiB`)
    .join(', ');
}
