/** The names of metrics and labels: those of Prometheus, without colons. */
export const METRIC_NAME: RegExp = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
