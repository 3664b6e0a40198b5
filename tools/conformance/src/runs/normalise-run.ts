/** Any JSON object. */
export type JsonObject = Record<string, unknown>;

const nodeFields = [
  'displayName',
  'type',
  'phase',
  'message',
  'templateName',
  'templateScope',
  'daemoned',
  'progress',
] as const;

/** Returns the stable part of a Workflow's status, in the form of the recorded expectations. */
export function normaliseRun(workflow: JsonObject): JsonObject {
  const status = asObject(workflow.status);
  const nodes = Object.entries(asObject(status.nodes)) as [string, JsonObject][];
  const nameById = new Map(nodes.map(([id, node]) => [id, String(node.name)]));
  const withNames = idReplacer(nameById, String(asObject(workflow.metadata).name));
  const outputs = ports(status.outputs, true);
  const conditions = asList(status.conditions)
    .filter(({ type }) => reportedConditions.includes(String(type)))
    .map(({ type, status: state, message }) => ({ type, status: state, message: withNames(message) }));
  return dropEmpty({
    phase: status.phase ?? '',
    message: withNames(status.message),
    progress: status.progress,
    outputs,
    conditions,
    nodes: nodes.map(([, node]) => normaliseNode(node, nameById, withNames)),
  });
}

const reportedConditions = ['SpecError', 'MetricsError', 'ArtifactGCError', 'SubmissionError'];

function normaliseNode(
  node: JsonObject,
  nameById: ReadonlyMap<string, string>,
  withNames: (text: unknown) => unknown,
): JsonObject {
  const nameOf = (id: unknown): unknown => nameById.get(String(id)) ?? id;
  const picked = Object.fromEntries(nodeFields.map((field) => [field, node[field]]));
  const memo = node.memoizationStatus ? { hit: Boolean(asObject(node.memoizationStatus).hit) } : undefined;
  return dropEmpty({
    name: node.name,
    ...picked,
    message: withNames(node.message),
    templateRef: dropEmpty(asObject(node.templateRef)),
    boundary: node.boundaryID && nameOf(node.boundaryID),
    children: asArray(node.children).map(nameOf),
    outboundNodes: asArray(node.outboundNodes).map(nameOf),
    inputs: ports(node.inputs, false),
    outputs: ports(node.outputs, true),
    nodeFlag: dropEmpty(asObject(node.nodeFlag)),
    memoizationStatus: memo,
  });
}

function ports(given: unknown, areOutputs: boolean): JsonObject {
  const fields = asObject(given);
  const artifacts = asList(fields.artifacts)
    .map(({ name, path, globalName, optional }) => dropEmpty({ name, path, globalName, optional }))
    .filter(({ name }) => !areOutputs || !String(name).endsWith('-logs'));
  const found: JsonObject = {
    parameters: sortByName(asList(fields.parameters).map(parameter)),
    artifacts: sortByName(artifacts),
  };
  for (const list of ['parameters', 'artifacts']) if (asArray(found[list]).length === 0) delete found[list];
  if (areOutputs) {
    for (const field of ['result', 'exitCode']) if (fields[field] !== undefined) found[field] = fields[field];
  }
  return found;
}

function parameter({ name, value, default: fallback, globalName, enum: allowed }: JsonObject): JsonObject {
  const entries = Object.entries({ name, value, default: fallback, globalName, enum: allowed });
  return Object.fromEntries(entries.filter(([, field]) => field !== undefined && field !== null));
}

function idReplacer(nameById: ReadonlyMap<string, string>, workflowName: string): (text: unknown) => unknown {
  const ids = [...nameById.keys()].filter((id) => id !== workflowName).sort((a, b) => b.length - a.length);
  if (ids.length === 0) return (text) => text;
  const pattern = new RegExp(ids.map((id) => `${id.replace(/[^\w]/g, '\\$&')}(?!\\d)`).join('|'), 'g');
  return (text) => (typeof text === 'string' ? text.replace(pattern, (id) => `<${nameById.get(id)}>`) : text);
}

function dropEmpty(fields: JsonObject): JsonObject {
  const kept = Object.entries(fields).filter(
    ([, value]) =>
      value && !(typeof value === 'object' && Object.keys(value).length === 0 && value !== fields.nodes),
  );
  return Object.fromEntries(kept);
}

function sortByName(list: readonly JsonObject[]): readonly JsonObject[] {
  return [...list].sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
}

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asList(value: unknown): readonly JsonObject[] {
  return asArray(value).map(asObject);
}
