import type { CommandSpec } from '../line/command.ts';
import { frozenOption, isFrozen } from '../line/frozen-option.ts';
import { readTarget, targetOption } from '../line/target-option.ts';
import { clusterOptions } from '../place/cluster-options.ts';
import { inCluster } from '../place/open-place.ts';
import { ExitCode } from '../world/exit-code.ts';
import { coloursOf } from '../world/terminal.ts';

/** Checks the way to a cluster. */
export const doctorCommand: CommandSpec = {
  name: 'doctor',
  summary: 'Check the way to a cluster, and what a workflow would miss there',
  details: `
Checks whether the cluster answers and as whom, its version of Argo, the definitions that are installed, what you may do in the
namespace, and the artifact repository. With a FILE, also checks whether it would run there: by the rules of that version, by the
server's own, and whether its templates, ConfigMaps, Secrets, service accounts and volume claims exist. Nothing is changed.

The Kubernetes API (--kube) shows more than the Argo Server. What cannot be known is marked with "?".

The exit code is 1 if there is a problem; warnings do not count.`,
  positional: {
    name: 'FILE',
    summary: 'A manifest, or a module with a pipeline, to check for the cluster.',
    required: false,
    completes: 'file',
  },
  options: {
    ...targetOption,
    export: { summary: 'Use the pipeline or object with this export name', type: 'text', value: 'NAME' },
    output: {
      summary: 'Set the format of the output',
      type: 'text',
      short: 'o',
      value: 'FORMAT',
      choices: ['json'],
    },
    ...frozenOption,
    ...clusterOptions,
  },
  examples: [
    { line: 'tiphys doctor --kube -n workflows', does: 'Check the current context of kubectl' },
    { line: 'tiphys doctor pipeline.ts', does: 'Check whether a pipeline would run in the cluster' },
    { line: 'tiphys doctor pipeline.yaml -o json', does: 'Print what was found as JSON, such as in CI' },
  ],
  async run(args, world) {
    const target = readTarget(args);
    const [name] = args.positionals;
    const options = { target, exportName: args.text('export'), frozen: isFrozen(args, world) };
    const { readFile } = await import('../doctor/read-file.ts');
    const file = name === undefined ? undefined : await readFile(name, options, world);
    return inCluster({ args, world }, async ({ cluster }) => {
      const { diagnose } = await import('../doctor/diagnose.ts');
      const { countOf, renderFindings } = await import('../doctor/render-findings.ts');
      const findings = await diagnose({ cluster, target, file }, world);
      const problems = countOf(findings, 'problem');
      const { terminal } = world;
      if (args.text('output') === 'json') {
        const report = { place: cluster.place, problems, warnings: countOf(findings, 'warning'), findings };
        terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
      } else terminal.out(renderFindings(findings, coloursOf(terminal)));
      return problems > 0 ? ExitCode.Findings : ExitCode.Ok;
    });
  },
};
