/** Small workflows that use most fields of a workflow, for the fuzz test to mutate. */
export const fuzzWorkflows: Readonly<Record<string, string>> = {
  steps: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: steps-, labels: { team: a }, annotations: { note: b } }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: who, value: Ann }, { name: count, value: 2 }], artifacts: [{ name: text, raw: { data: hi } }] }
  parallelism: 2
  activeDeadlineSeconds: 4
  podMetadata: { labels: { a: b } }
  nodeSelector: { disk: ssd }
  tolerations: [{ key: a, operator: Exists }]
  volumes: [{ name: work, emptyDir: {} }]
  templateDefaults: { activeDeadlineSeconds: 3 }
  hooks: { exit: { template: note, arguments: { parameters: [{ name: text, value: "{{workflow.status}}" }] } }, slow: { expression: workflow.status == "Failed", template: note, arguments: { parameters: [{ name: text, value: x }] } } }
  templates:
    - name: main
      steps:
        - - { name: each, template: note, arguments: { parameters: [{ name: text, value: "{{item.a}}-{{workflow.parameters.who}}" }] }, withItems: [{ a: 1 }, { a: two }] }
          - { name: seq, template: note, arguments: { parameters: [{ name: text, value: "{{item}}" }] }, withSequence: { start: 1, end: 2, format: "n%d" } }
        - - { name: one, template: make, when: "{{workflow.parameters.count}} > 1", arguments: { artifacts: [{ name: text, raw: { data: hi } }] }, continueOn: { failed: true } }
        - - { name: last, template: note, arguments: { parameters: [{ name: text, value: "{{=steps.one.outputs.parameters.size + '!'}}" }] }, hooks: { exit: { template: note, arguments: { parameters: [{ name: text, value: bye }] } } } }
    - name: note
      inputs: { parameters: [{ name: text, default: none, enum: [none], description: d }] }
      metadata: { labels: { x: "y" } }
      container: { image: alpine, command: ["true"], args: ["{{inputs.parameters.text}}"], env: [{ name: A, value: b }], volumeMounts: [{ name: work, mountPath: /work }], resources: { limits: { memory: 1Gi } } }
      retryStrategy: { limit: 1, retryPolicy: OnError, expression: "asInt(lastRetry.exitCode) > 5", backoff: { duration: "1", factor: 2, maxDuration: 1m } }
    - name: make
      inputs: { artifacts: [{ name: text, path: /tmp/in.txt, optional: true, mode: 420 }] }
      outputs: { parameters: [{ name: size, valueFrom: { path: /tmp/size, default: "0" }, globalName: total }], artifacts: [{ name: copy, path: /tmp/in.txt, archive: { none: {} }, optional: true }] }
      script: { image: alpine, command: [sh], source: "wc -c < /tmp/in.txt > /tmp/size" }
      timeout: 30s
`,
  dag: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: dag }
spec:
  entrypoint: main
  onExit: end
  serviceAccountName: runner
  ttlStrategy: { secondsAfterCompletion: 10 }
  podGC: { strategy: OnPodSuccess }
  synchronization: { mutexes: [{ name: m }] }
  metrics: { prometheus: [{ name: runs, help: h, counter: { value: "1" }, labels: [{ key: a, value: b }] }] }
  templates:
    - name: main
      failFast: false
      dag:
        target: c
        tasks:
          - { name: a, template: gen }
          - { name: b, template: loop, dependencies: [a], arguments: { parameters: [{ name: list, value: "{{tasks.a.outputs.result}}" }] } }
          - { name: c, template: wait, depends: "a && (b.Succeeded || b.Skipped)", when: "{{tasks.a.outputs.result}} != x" }
          - { name: d, inline: { container: { image: alpine, command: ["true"] } }, depends: c }
      outputs: { parameters: [{ name: got, valueFrom: { expression: "tasks.a.outputs.result" } }] }
    - name: gen
      script: { image: alpine, command: [sh], source: "echo '[1,2]'" }
      memoize: { key: k, maxAge: 1h, cache: { configMap: { name: memo } } }
      synchronization: { semaphores: [{ configMapKeyRef: { name: sem, key: k } }] }
    - name: loop
      inputs: { parameters: [{ name: list }] }
      parallelism: 1
      steps: [[{ name: s, template: wait, withParam: "{{inputs.parameters.list}}" }]]
    - name: wait
      suspend: { duration: "0" }
    - name: end
      containerSet: { containers: [{ name: x, image: alpine, command: ["true"] }, { name: y, image: alpine, command: ["true"], dependencies: [x] }], retryStrategy: { retries: "1" } }
`,
  cron: `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: nightly }
spec:
  schedules: ["30 2 * * *"]
  timezone: Europe/Berlin
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 10
  successfulJobsHistoryLimit: 1
  stopStrategy: { expression: "cronworkflow.failed >= 3" }
  workflowSpec:
    entrypoint: main
    templates:
      - { name: main, initContainers: [{ name: i, image: alpine, command: ["true"] }], sidecars: [{ name: s, image: alpine, command: ["true"] }], container: { image: alpine, command: ["true"] }, daemon: false, nodeSelector: { a: b }, podSpecPatch: "{}" }
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: lib }
spec:
  arguments: { parameters: [{ name: p, valueFrom: { configMapKeyRef: { name: c, key: k, optional: true }, default: d } }] }
  templates:
    - { name: http, http: { url: "http://127.0.0.1:1", headers: [{ name: a, value: b }], successCondition: "response.statusCode == 200" } }
    - { name: res, resource: { action: get, manifest: "a: b" } }
    - { name: data, data: { source: { artifactPaths: { name: f, s3: { bucket: b } } }, transformation: [{ expression: "data" }] } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c }
data: { k: v }
`,
};
