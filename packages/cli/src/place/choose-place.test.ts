import { describe, expect, test } from 'vitest';
import type { CommandSpec } from '../line/command.ts';
import { parseArguments } from '../line/parse-arguments.ts';
import { choosePlace } from './choose-place.ts';
import { allNamespacesOption, clusterOptions, localOption } from './cluster-options.ts';
import { storeOption } from './store-option.ts';

const command: CommandSpec = {
  name: 'list',
  summary: 'List',
  options: { ...storeOption, ...localOption, ...clusterOptions, ...allNamespacesOption },
  examples: [],
  run: async () => 0,
};

const choose = (line: string, env: Readonly<Record<string, string>> = {}, needsCluster = false): string => {
  const words = line === '' ? [] : line.split(' ');
  return choosePlace(parseArguments(command, words), { env }, { needsCluster }).kind;
};

const shell = { ARGO_SERVER: 'argo.example.org:2746' };

describe('where a command looks', () => {
  test.for([
    { line: '', want: 'local' },
    // A variable that happens to be set does not lead to a production cluster.
    { line: '', env: shell, want: 'local' },
    { line: '', env: { KUBECONFIG: 'config' }, want: 'local' },
    { line: '', env: { ...shell, TIPHYS_PLACE: 'server' }, want: 'server' },
    { line: '', env: { TIPHYS_PLACE: 'kube' }, want: 'kube' },
    { line: '', env: { TIPHYS_PLACE: '' }, want: 'local' },
    { line: '--local', env: { TIPHYS_PLACE: 'kube' }, want: 'local' },
    { line: '--server https://argo', env: { TIPHYS_PLACE: 'kube' }, want: 'server' },
    { line: '-s argo:2746', want: 'server' },
    { line: '--argo-server argo:2746', want: 'server' },
    { line: '--kube', env: shell, want: 'kube' },
    { line: '--context prod -n argo', want: 'kube' },
    { line: '--kubeconfig config', want: 'kube' },
    { line: '--kube -n argo --token x', want: 'kube' },
    { line: '-s argo:2746 -n argo -H a:b -e -k --argo-base-href x --secure=false', want: 'server' },
    { line: '', needsCluster: true, want: 'kube' },
    { line: '', env: shell, needsCluster: true, want: 'server' },
    { line: '--kube', env: shell, needsCluster: true, want: 'kube' },
    { line: '', env: { ...shell, TIPHYS_PLACE: 'kube' }, needsCluster: true, want: 'kube' },
  ])('$line with $env, needs a cluster: $needsCluster → $want', ({ line, env, needsCluster, want }) => {
    expect(choose(line, env, needsCluster)).toBe(want);
  });
});

describe('what does not fit is an error', () => {
  test.for([
    { line: '--local --kube', message: '--local and --kube lead to different places' },
    { line: '--server x --context y', message: '--server and --context lead to different places' },
    { line: '-n argo', message: '--namespace is about a cluster' },
    { line: '-A', message: '--all-namespaces is about a cluster' },
    { line: '--local --token x', message: '--token is about a cluster' },
    { line: '--secure=false', message: '--secure is about a cluster' },
    { line: '--kube --store runs', message: '--store does not apply to the Kubernetes API' },
    { line: '--kube -H a:b', message: '--header does not apply to the Kubernetes API' },
    { line: '--server x --store runs', message: '--store does not apply to the Argo Server' },
    { line: '', env: { TIPHYS_PLACE: 'there' }, message: 'must be local, server or kube, not "there"' },
    { line: '--local', needsCluster: true, message: 'needs a cluster, but --local chooses this machine' },
    {
      line: '',
      env: { TIPHYS_PLACE: 'local' },
      needsCluster: true,
      message: 'needs a cluster, but TIPHYS_PLACE=local chooses this machine',
    },
  ])('$line with $env', ({ line, env, needsCluster, message }) => {
    expect(() => choose(line, env, needsCluster)).toThrow(message);
  });
});
