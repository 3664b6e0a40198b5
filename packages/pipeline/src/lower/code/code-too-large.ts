import type { Parameter } from '@tiphys/models';
import { PipelineError } from '../../pipeline-error.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import type { Codes, PlacedCode } from './placed-code.ts';

/** Code that does not fit into a workflow, for the error message. */
export interface UnplacedCode extends PlacedCode {
  readonly codes: Codes;
  /** Whether templates may share code in workflow parameters. */
  readonly canShare: boolean;
  /** Maximum size of the code of a workflow, in bytes. */
  readonly limit: number;
}

/** Maximum number of names in a list of the message. */
const LISTED = 5;

/** Creates the error `PIPELINE_CODE_TOO_LARGE`, which names the largest templates and their parts. */
export function codeTooLarge({ sources, parameters, codes, canShare, limit }: UnplacedCode): PipelineError {
  const places = new Map([
    ...[...sources].map(([{ name }, source]) => [name, source.length] as const),
    ...parameters.map(({ name, value }: Parameter) => [`parameter ${name}`, String(value).length] as const),
  ]);
  const parts = new Map<string, number>();
  for (const descriptor of new Set([...sources.keys()].map((entry: TemplateEntry) => entry.descriptor)))
    for (const [name, bytes] of codes.get(descriptor)?.parts ?? [])
      parts.set(name, Math.max(parts.get(name) ?? 0, bytes));
  const made = parts.size === 0 ? '' : ` Their largest parts (before packing): ${largest(parts)}.`;
  const share = canShare
    ? ''
    : ' In a WorkflowTemplate, each function has its own copy of shared code, because a workflow that calls it does not get its parameters. In a Workflow or CronWorkflow, functions share one copy.';
  return new PipelineError(
    'PIPELINE_CODE_TOO_LARGE',
    `The code of the functions is larger than the ${Math.floor(limit / 1024)} KiB that fit into a workflow. The largest templates: ${largest(places)}.${made}${share} Import smaller packages or smaller parts of them, leave out packages that the image has (the setting \`external\`), run functions from files of an image (\`code: inImage(...)\`), or split the pipeline into several.`,
  );
}

/** Lists the largest of named sizes. */
export function largest(sizes: ReadonlyMap<string, number>): string {
  return [...sizes]
    .sort(([, a], [, b]) => b - a)
    .slice(0, LISTED)
    .map(([name, bytes]) => `${name} ${Math.ceil(bytes / 1024)} KiB`)
    .join(', ');
}
